using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Whom the push hook is told of, and when its pushes are stale (rule CALL-150).</summary>
public sealed class PushTests
{
    private static readonly CallPush Fields = new() { Title = "t" };
    private static readonly CallParty C = new("carol", "c1");

    [Fact]
    public void CALL_150_an_invitation_is_noted_once_while_no_device_is_connected()
    {
        var board = Board.With(A, B2);
        Interrupt(board, B2);
        var noted = Assert.Single(Place(board, ["bob"]).Offline);
        Assert.Equal(("x/0", "x", "bob", "alice", CallMedia.Video, TimeSpan.FromSeconds(30)),
            (noted.Id, noted.CallId, noted.UserId, noted.Caller, noted.Media, noted.RingRemaining));
        Assert.Equal((false, null, null, Fields), (noted.IsGroup, noted.GroupId, noted.InvitedBy, noted.Push));
        Assert.Empty(Online(board, B).Offline);
        Assert.Empty(Interrupt(board, B).Offline);
        Assert.Empty(board.Apply(new ServerCommand.DeviceOffline(B)).Offline);
    }

    [Theory]
    [InlineData("online", 0)]
    [InlineData("interrupted", 1)]
    [InlineData("restored", 0)]
    [InlineData("signed in again", 0)]
    [InlineData("gone", 1)]
    [InlineData("replaced", 0)]
    public void CALL_150_only_a_connected_device_counts(string bob, int notes)
    {
        var board = Board.With(A, B);
        if (bob is "interrupted" or "restored" or "signed in again" or "gone")
        {
            Interrupt(board, B);
        }

        Action then = bob switch
        {
            "restored" => () => board.Apply(new ServerCommand.DeviceRestored(B)),
            "signed in again" => () => Online(board, B),
            "gone" => () => board.Apply(new ServerCommand.DeviceOffline(B)),
            "replaced" => () => board.Apply(new ServerCommand.DeviceOnline(B2, Sole: true)),
            _ => () => { },
        };
        then();
        Assert.Equal(notes, Place(board, ["bob"]).Offline.Length);
        Assert.Equal(bob == "interrupted" ? [B] : [], board.Calls.Interrupted);
    }

    [Fact]
    public void CALL_150_who_loses_the_last_connection_while_it_rings_is_noted_with_what_is_left()
    {
        var board = Board.With(A, B, B2);
        Place(board, ["bob"]);
        board.Wait(4);
        Assert.Empty(Interrupt(board, B).Offline);
        Assert.Equal(TimeSpan.FromSeconds(26), Assert.Single(Interrupt(board, B2).Offline).RingRemaining);
    }

    [Fact]
    public void CALL_150_fail_fast_and_busy_note_nothing()
    {
        var board = Board.With(A, B);
        var fast = new CallCommand.PlaceCall("y", "f1", ["erin"], CallMedia.Audio, TimeSpan.FromSeconds(30), On) { FailFast = true };
        Assert.Empty(board.Apply(new ServerCommand.Submit(A, fast)).Offline);
        Place(board, ["bob"]);
        Assert.Empty(board.Apply(new ServerCommand.Submit(B, new CallCommand.Busy("x", "b1"))).Offline);
    }

    [Fact]
    public void CALL_150_who_is_back_is_pushed_no_more()
    {
        var board = Board.With(A, B);
        Place(board, ["bob"]);
        Assert.Single(Interrupt(board, B).Offline);
        Assert.Equal(["x/0"], board.Apply(new ServerCommand.DeviceRestored(B)).Withdrawn);
        var again = Interrupt(board, B);
        Assert.Equal((0, 0), (again.Offline.Length, again.Withdrawn.Length));
        Assert.Empty(board.Apply(new ServerCommand.DeviceRestored(B)).Withdrawn);
    }

    [Fact]
    public void CALL_150_each_way_to_decide_an_invitation_makes_its_push_stale()
    {
        var board = new Board(new SwitchboardRules(new CallLimits { MaxParticipants = 9 }));
        board.Online(A, C);
        var placed = Place(board, ["bob", "carol", "dave", "erin"]);
        Assert.Equal(["bob", "dave", "erin"], placed.Offline.Select(o => o.UserId));
        Assert.All(placed.Offline, o => Assert.True(o.IsGroup));
        Assert.Empty(placed.Withdrawn);

        // A device that was woken rings: nobody need be pushed any more. Who had a device all along has no push.
        Assert.Equal(["x/0"], Online(board, B).Withdrawn);
        Assert.Empty(Accept(board, B).Withdrawn);
        Assert.Empty(Accept(board, C).Withdrawn);
        Assert.Equal(["x/2"], Submit(board, A, new CallCommand.CancelInvitation("x", "m3", "dave")).Withdrawn);

        // Invited again: a push of its own.
        var again = Submit(board, C, new CallCommand.InviteUsers("x", "m4", ["dave"], TimeSpan.FromSeconds(10)) { Push = Fields });
        var noted = Assert.Single(again.Offline);
        Assert.Equal(("x/4", "dave", "carol", Fields), (noted.Id, noted.UserId, noted.InvitedBy, noted.Push));
        board.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(["x/3", "x/4"], board.Apply(new ServerCommand.Tick("x")).Withdrawn);
    }

    [Fact]
    public void CALL_150_a_cancelled_call_makes_every_push_stale()
    {
        var board = Board.With(A);
        Place(board, ["bob"]);
        Assert.Equal(["x/0"], Submit(board, A, new CallCommand.CancelCall("x", "m1")).Withdrawn);
    }

    private static Decision Place(Board board, string[] callees) => Submit(
        board, A, new CallCommand.PlaceCall("x", "m0", callees, CallMedia.Video, TimeSpan.FromSeconds(30), On) { Push = Fields });

    private static Decision Accept(Board board, CallParty from) => Submit(board, from, new CallCommand.AcceptCall("x", board.NextId(), On));

    private static Decision Submit(Board board, CallParty from, CallCommand command) => board.Apply(new ServerCommand.Submit(from, command));

    private static Decision Online(Board board, CallParty device) => board.Apply(new ServerCommand.DeviceOnline(device));

    private static Decision Interrupt(Board board, CallParty device) => board.Apply(new ServerCommand.DeviceInterrupted(device));
}
