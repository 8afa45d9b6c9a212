using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Two users call each other at the same moment (section 7).</summary>
public sealed class GlareTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_060_one_call_survives_in_either_order_and_is_answered_at_once(bool aliceFirst)
    {
        var board = Board.With(A, B);
        var (first, second) = aliceFirst ? (A, B) : (B, A);
        Assert.Equal("Done", Word(board.Place(first, "x", second.UserId)));
        Assert.Equal("Done(x member)", Word(board.Place(second, "y", first.UserId)));

        Assert.Equal($"Responded(Accepted) MemberJoined({second} mic+cam)", board.Told(first));
        Assert.Equal("Invited", board.Told(second));
        var view = board.View(second, "x")!;
        Assert.True(view.IsMember);
        Assert.NotNull(view.Grant);
        Assert.Null(view.RingRemaining);
        Assert.Equal(first, Assert.Single(view.Members).Party);
        Assert.Equal(new(EndCause.Replaced, second) { ReplacedBy = "x" }, board.View(second, "y")!.Ending);
        Assert.Null(board.View(first, "y"));
        Assert.Empty(board.Records);

        board.End(first, "x");
        Assert.Equal("x", Assert.Single(board.Records).CallId);
    }

    [Fact]
    public void CALL_060_other_devices_of_both_users_ring_nothing_or_end_answered_elsewhere()
    {
        var board = Board.With(A, A2, B, B2);
        board.Place(A, "x", "bob");
        board.Alert(B2, "x");
        board.Place(B, "y", "alice");
        Assert.Equal("", board.Told(A2));
        Assert.Equal("Invited Ended(AnsweredElsewhere by bob/b1)", board.Told(B2));
    }

    [Fact]
    public void CALL_060_a_device_that_was_not_told_yet_crosses_too()
    {
        var board = Board.With(A);
        board.Place(A, "x", "bob");
        Assert.Equal("Done(x member)", Word(board.Place(B, "y", "alice")));
        Assert.NotNull(board.View(B, "x"));
    }

    [Theory]
    [InlineData("alerting")]
    [InlineData("busy")]
    [InlineData("left")]
    [InlineData("rejected")]
    [InlineData("timed out")]
    public void CALL_060_a_device_that_has_shown_or_declined_the_invitation_places_a_call_of_its_own(string state)
    {
        var board = Board.With(A, B, B2);
        board.Place(A, "x", "bob");
        _ = state switch
        {
            "alerting" => board.Alert(B, "x"),
            "busy" => board.Busy(B, "x"),
            "left" => board.Leave(B, "x"),
            "rejected" => board.Reject(B, "x", RejectScope.Device),
            _ => board.End(B, "x", EndCause.NoAnswer),
        };
        board.Clear();
        Assert.Equal("Done", Word(board.Place(B, "y", "alice")));
        Assert.Equal("Invited", board.Told(A));
        Assert.Null(board.Calls.Calls["x"].Ending);
    }

    [Fact]
    public void CALL_060_a_device_of_a_vendor_without_glare_places_a_call_of_its_own()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        var place = new CallCommand.PlaceCall("y", "p", ["alice"], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false));
        Assert.Equal("Done", Word(board.Apply(new ServerCommand.Submit(B, place) { Glare = false }).Result!));
        Assert.Equal("Invited", board.Told(A));
        Assert.Null(board.Calls.Calls["x"].Ending);
    }

    [Fact]
    public void CALL_060_a_call_to_somebody_else_or_after_the_answer_or_the_end_does_not_cross()
    {
        var carol = new CallParty("carol", "c1");
        var board = Board.With(A, B, B2, carol);
        board.Place(A, "x", "bob");
        Assert.Equal("Done", Word(board.Place(B, "y", "carol")));
        board.Accept(B2, "x");
        Assert.Equal("Done", Word(board.Place(B, "z", "alice")));
        board.End(A, "x");
        Assert.Equal("Done", Word(board.Place(B2, "w", "alice")));
    }

    [Fact]
    public void CALL_060_a_repeated_place_is_answered_as_long_as_the_survivor_lives_and_then_by_its_end()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Place(B, "y", "alice", id: "p");
        int told = board.Log(A).Count;
        Assert.Equal("Done(x member)", Word(board.Place(B, "y", "alice", id: "p")));
        Assert.Equal("Done(x member)", Word(board.Place(B, "y", "alice", id: "q")));
        Assert.Equal("InvalidArgument", Word(board.Place(A2, "y", "bob")));
        Assert.Equal(told, board.Log(A).Count);
        board.End(A, "x");
        Assert.Equal("CallGone(HangUp by alice/a1)", Word(board.Place(B, "y", "alice", id: "p")));
        Assert.Single(board.Records);
    }

    [Fact]
    public void CALL_060_a_hang_up_that_does_not_know_the_survivor_yet_ends_it()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Place(B, "y", "alice");
        Assert.Equal("AlreadyAccepted", Word(board.Cancel(B, "y")));
        Assert.Equal("Done", Word(board.End(B, "y", EndCause.Replaced)));
        Assert.Null(board.Calls.Calls["x"].Ending);
        Assert.Equal("Done", Word(board.End(B, "y", data: "bye")));
        Assert.EndsWith("Ended(HangUp by bob/b1 'bye')", board.Told(A), StringComparison.Ordinal);
        Assert.Equal("Done", Word(board.End(B, "y")));
        Assert.Equal("CallGone(HangUp by bob/b1 'bye')", Word(board.Cancel(B, "y")));
        Assert.Single(board.Records);
    }

    [Fact]
    public void CALL_060_a_call_that_was_cancelled_before_it_was_placed_does_not_cross()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.End(B, "y");
        Assert.Equal("CallGone(Cancelled by bob/b1)", Word(board.Place(B, "y", "alice")));
        Assert.Null(board.Calls.Calls["x"].AnsweredAt);
    }

    [Theory]
    [InlineData(CallMedia.Video, CallMedia.Audio, "MediaChanged(Audio bob) Responded(Accepted) MemberJoined(bob/b1 mic)")]
    [InlineData(CallMedia.Audio, CallMedia.Video, "Responded(Accepted) MemberJoined(bob/b1 mic)")]
    [InlineData(CallMedia.Audio, CallMedia.Audio, "Responded(Accepted) MemberJoined(bob/b1 mic)")]
    [InlineData(CallMedia.Video, CallMedia.Video, "Responded(Accepted) MemberJoined(bob/b1 mic+cam)")]
    public void CALL_061_media_are_never_wider_than_either_asked_for(CallMedia first, CallMedia second, string told)
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob", first);
        var view = ((CommandResult.Done)board.Place(B, "y", "alice", second)).View!;
        Assert.Equal(told, board.Told(A));
        var expected = first == CallMedia.Video && second == CallMedia.Video ? CallMedia.Video : CallMedia.Audio;
        Assert.Equal(expected, view.Details.Media);
        Assert.Equal(expected, board.View(A, "x")!.Details.Media);
        Assert.Equal(expected == CallMedia.Video, Assert.Single(view.Members).Media.CameraOn);
        Assert.Equal(expected == CallMedia.Video, Assert.Single(board.View(A, "x")!.Members).Media.CameraOn);
    }

    [Theory]
    [InlineData(GlarePolicy.Busy, GlarePolicy.Connect)]
    [InlineData(GlarePolicy.Connect, GlarePolicy.Busy)]
    [InlineData(GlarePolicy.Busy, GlarePolicy.Busy)]
    public void CALL_062_if_either_wants_it_both_read_busy(GlarePolicy first, GlarePolicy second)
    {
        var board = Board.With(A, A2, B, B2, B3);
        board.Place(A, "x", "bob", glare: first);
        board.Alert(B2, "x");
        board.Busy(B3, "x");
        Assert.Equal("CallGone(Busy for x)", Word(board.Place(B, "y", "alice", glare: second, id: "p")));
        Assert.Equal("Alerted Responded(Busy) Ended(Busy by bob/b1)", board.Told(A));
        Assert.Equal("Invited", board.Told(B));
        Assert.Equal("Invited Ended(Cancelled)", board.Told(B2));
        Assert.Equal("Invited Ended(Busy)", board.Told(B3));
        Assert.Equal("", board.Told(A2));
        Assert.Equal("CallGone(Busy for x)", Word(board.Place(B, "y", "alice", glare: second, id: "p")));
        Assert.Equal("CallGone(Busy for x)", Word(board.Place(B, "y", "alice", id: "q")));
        var record = Assert.Single(board.Records);
        Assert.Equal(("x", CallOutcome.Busy), (record.CallId, Assert.Single(record.Invitations).Outcome));
    }
}
