using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>One record for each call that was taken, once it is over for everybody (rule CALL-130).</summary>
public sealed class RecordTests
{
    [Theory]
    [InlineData(EndCause.HangUp, CallOutcome.Completed, "bob")]
    [InlineData(EndCause.LoggedOut, CallOutcome.Completed, "bob")]
    [InlineData(EndCause.PeerLost, CallOutcome.Completed, null)]
    [InlineData(EndCause.ConnectionLost, CallOutcome.Completed, null)]
    [InlineData(EndCause.ConnectFailed, CallOutcome.Failed, null)]
    public void CALL_130_an_answered_call(EndCause cause, CallOutcome outcome, string? endedBy)
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Wait(4);
        board.Accept(B, "x");
        board.Wait(60);
        Assert.Empty(board.Records);
        board.End(B, "x", cause);
        board.End(A, "x", cause);
        board.End(B, "x", cause);
        board.Wait(300);
        var record = Assert.Single(board.Records);
        Assert.Equal([new CallRecordEntry("bob", outcome)], record.Invitations);
        Assert.Equal(("x", "alice", CallMedia.Video, endedBy), (record.CallId, record.Details.Caller.UserId, record.Details.Media, record.EndedBy));
        Assert.Equal(TimeSpan.FromSeconds(5), record.PlacedAt);
        Assert.Equal(TimeSpan.FromSeconds(9), record.AnsweredAt);
        Assert.Equal(TimeSpan.FromSeconds(69), record.EndedAt);
    }

    [Theory]
    [InlineData("reject", CallOutcome.Rejected, "bob")]
    [InlineData("cancel", CallOutcome.Cancelled, "alice")]
    [InlineData("busy", CallOutcome.Busy, "bob")]
    [InlineData("pass", CallOutcome.NoAnswer, null)]
    [InlineData("caller is lost", CallOutcome.Cancelled, "alice")]
    public void CALL_130_a_call_that_nobody_answered(string end, CallOutcome outcome, string? endedBy)
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob", CallMedia.Audio);
        switch (end)
        {
            case "reject":
                board.Reject(B, "x");
                break;
            case "cancel":
                board.Cancel(A, "x");
                break;
            case "busy":
                board.Busy(B, "x");
                break;
            case "caller is lost":
                board.Apply(new ServerCommand.DeviceOffline(A));
                break;
        }

        board.Wait(300);
        var record = Assert.Single(board.Records);
        Assert.Equal((outcome, endedBy, null), (Assert.Single(record.Invitations).Outcome, record.EndedBy, record.AnsweredAt));
    }

    [Fact]
    public void CALL_130_a_group_call_of_two_without_media_is_recorded_like_any_other()
    {
        var board = Board.With(A, B);
        board.Submit(A, Group("x", "bob"));
        board.Accept(B, "x");
        board.End(A, "x", EndCause.ConnectFailed);
        Assert.Equal([new("bob", CallOutcome.Failed)], Assert.Single(board.Records).Invitations);
    }

    [Theory]
    [InlineData(EndCause.HangUp, false, CallOutcome.Completed)]
    [InlineData(EndCause.ConnectFailed, false, CallOutcome.Failed)]
    [InlineData(EndCause.ConnectFailed, true, CallOutcome.Completed)]
    public void CALL_130_a_member_without_media_was_not_there(EndCause cause, bool comesBack, CallOutcome outcome)
    {
        var carol = new CallParty("carol", "c1");
        var board = new Board(new(new CallLimits { MaxParticipants = 9 }));
        board.Online(A, B, carol);
        board.Submit(A, Group("x", "bob", "carol"));
        board.Accept(B, "x");
        board.Accept(carol, "x");
        board.End(carol, "x", cause);
        if (comesBack)
        {
            board.Submit(carol, new CallCommand.JoinCall("x", "again", On));
        }

        board.Submit(A, new CallCommand.EndCall("x", "all", EndCause.HangUp, HangUpScope.Everyone));
        Assert.Equal([new("bob", CallOutcome.Completed), new("carol", outcome)], Assert.Single(board.Records).Invitations);
    }

    private static CallCommand.PlaceCall Group(string call, params string[] callees) =>
        new(call, "place", callees, CallMedia.Video, TimeSpan.FromSeconds(30), On) { IsGroup = true };

    [Fact]
    public void CALL_130_a_call_that_was_not_taken_leaves_none()
    {
        var board = Board.With(A);
        board.End(A, "x");
        Assert.Equal("CallGone(Cancelled by alice/a1)", Word(board.Place(A, "x", "bob")));
        Assert.Equal("InvalidArgument", Word(board.Place(A, "y", "alice")));
        board.Submit(A, new CallCommand.PlaceCall("z", "p", ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), On) { FailFast = true });
        board.Wait(300);
        Assert.Empty(board.Records);
    }
}
