using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>Devices that come, go and lose their line (rules CALL-005, CALL-036, CALL-111).</summary>
public sealed class DeviceTests
{
    private static readonly SwitchboardRules Single = new(new CallLimits()) { SingleDevice = true };

    [Fact]
    public void CALL_005_a_sign_in_signs_the_users_other_devices_out_and_nobody_else()
    {
        var board = new Board(Single);
        board.Online(A, B, B2);
        Assert.Equal([B], board.Kicked);
        Assert.Equal([B2.DeviceId], board.Calls.DevicesOf("bob"));
        board.Online(B2);
        Assert.Equal([B], board.Kicked);
    }

    [Fact]
    public void CALL_005_a_device_may_ask_for_it_for_its_own_user()
    {
        var board = Board.With(A, A2, B, B2);
        Assert.Empty(board.Kicked);
        board.Apply(new ServerCommand.DeviceOnline(B3, Sole: true));
        Assert.Equal([B, B2], board.Kicked);
        Assert.Equal(2, board.Calls.DevicesOf("alice").Count);
        board.Online(B);
        Assert.Equal(2, board.Kicked.Count);
    }

    [Fact]
    public void CALL_005_in_an_answered_call_the_peer_reads_a_hang_up()
    {
        var board = new Board(Single);
        board.Online(A, B);
        board.Place(A, "x", "bob");
        board.Accept(B, "x");
        board.Clear();
        board.Online(B2);
        Assert.Equal("Ended(HangUp by bob/b1)", board.Told(A));
        Assert.Equal("", board.Told(B) + board.Told(B2));
        Assert.Equal(CallOutcome.Completed, board.Records.Single().Invitations[0].Outcome);
    }

    [Fact]
    public void CALL_005_who_was_being_called_reads_a_cancel()
    {
        var board = new Board(Single);
        board.Online(A, B);
        board.Place(A, "x", "bob");
        board.Clear();
        board.Online(A2);
        Assert.Equal("Ended(Cancelled by alice/a1)", board.Told(B));
        Assert.Equal("", board.Told(A) + board.Told(A2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_005_an_unanswered_incoming_call_moves_to_the_new_device(bool busy)
    {
        var board = new Board(Single);
        board.Online(A, B);
        board.Place(A, "x", "bob");
        board.Alert(B, "x");
        board.Clear();
        board.Now += TimeSpan.FromSeconds(10);
        board.Online(B2);
        Assert.Equal("", board.Told(A) + board.Told(B));
        Assert.Equal(TimeSpan.FromSeconds(20), Assert.IsType<CallSignal.Invited>(Assert.Single(board.Log(B2))).RingRemaining);
        Assert.Null(board.View(B, "x"));
        Assert.Equal("NotAllowed", Word(board.Accept(B, "x")));
        Assert.Equal("Done", Word(busy ? board.Busy(B2, "x") : board.Alert(B2, "x")));
        Assert.Equal(busy ? "Responded(Busy) Ended(Busy by bob/b2)" : "", board.Told(A));
    }

    [Theory]
    [InlineData(true, "HangUp by bob/b1")]
    [InlineData(false, "PeerLost")]
    public void CALL_036_who_signed_out_reads_as_a_hang_up_and_who_is_lost_as_lost(bool signedOut, string ending)
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Apply(new ServerCommand.DeviceOffline(B, signedOut));
        Assert.Equal($"Ended({ending})", board.Told(A));
    }

    [Fact]
    public void CALL_111_the_others_are_told_of_a_line_that_is_down_and_up_again_once_each()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Apply(new ServerCommand.DeviceInterrupted(B));
        board.Apply(new ServerCommand.DeviceInterrupted(B));
        Assert.Equal("MemberLine(bob/b1 down)", board.Told(A));
        Assert.True(Assert.Single(board.View(A, "x")!.Members).LineDown);
        board.Apply(new ServerCommand.DeviceRestored(B));
        board.Apply(new ServerCommand.DeviceRestored(B));
        Assert.Equal("MemberLine(bob/b1 down) MemberLine(bob/b1 up)", board.Told(A));
        Assert.False(Assert.Single(board.View(A, "x")!.Members).LineDown);
        Assert.Equal("", board.Told(B));
    }

    [Fact]
    public void CALL_111_signing_in_anew_brings_the_line_back_and_the_lease_ends_it()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.Apply(new ServerCommand.DeviceInterrupted(B));
        board.Online(B);
        board.Apply(new ServerCommand.DeviceInterrupted(B));
        board.Apply(new ServerCommand.DeviceOffline(B));
        board.Apply(new ServerCommand.DeviceRestored(B));
        Assert.Equal("MemberLine(bob/b1 down) MemberLine(bob/b1 up) MemberLine(bob/b1 down) Ended(PeerLost)", board.Told(A));
    }

    [Fact]
    public void CALL_111_who_still_rings_is_told_nothing_of_lines_and_who_answers_sees_them()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Clear();
        board.Apply(new ServerCommand.DeviceInterrupted(A));
        board.Apply(new ServerCommand.DeviceInterrupted(B));
        board.Apply(new ServerCommand.DeviceRestored(B));
        Assert.Equal("", board.Told(A) + board.Told(B));
        var view = ((CommandResult.Done)board.Accept(B, "x")).View!;
        Assert.True(Assert.Single(view.Members).LineDown);
    }
}
