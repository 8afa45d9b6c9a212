using Calling.Providers;
using Calling.Signaling.Switchboards;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>What a user's devices amount to (rules CALL-046, CALL-051, CALL-055, CALL-071).</summary>
public sealed class UserOutcomeTests
{
    // Every pair of what two devices may say: null rings on.
    [Theory]
    [InlineData("rejected", "rejected", CallResponse.Rejected)]
    [InlineData("rejected", "timed out", CallResponse.Rejected)]
    [InlineData("rejected", "busy", CallResponse.Rejected)]
    [InlineData("rejected", "left", CallResponse.Rejected)]
    [InlineData("rejected", "offline", CallResponse.Rejected)]
    [InlineData("timed out", "timed out", CallResponse.NoAnswer)]
    [InlineData("timed out", "busy", CallResponse.NoAnswer)]
    [InlineData("timed out", "left", CallResponse.NoAnswer)]
    [InlineData("timed out", "offline", CallResponse.NoAnswer)]
    [InlineData("busy", "busy", CallResponse.Busy)]
    [InlineData("busy", "offline", CallResponse.Busy)]
    [InlineData("busy", "left", null)]
    [InlineData("left", "left", null)]
    [InlineData("left", "offline", null)]
    [InlineData("offline", "offline", null)]
    [InlineData("rejected", "rings", null)]
    [InlineData("timed out", "rings", null)]
    [InlineData("busy", "rings", null)]
    [InlineData("rings", "rings", null)]
    public void CALL_055_an_outcome_is_decided_once_nobody_rings_in_either_order(string one, string two, CallResponse? expected)
    {
        foreach (bool swapped in new[] { false, true })
        {
            foreach (bool alerted in new[] { false, true })
            {
                var board = Ringing(alerted);
                Say(board, B, swapped ? two : one);
                Say(board, B2, swapped ? one : two);
                Assert.Equal(expected, board.Calls.Calls["x"].Invitations[0].Response);
                string cause = expected == CallResponse.NoAnswer ? "NoAnswer" : $"{expected} by";
                string told = board.Told(A);
                Assert.StartsWith(expected is null ? "" : $"Responded({expected}) Ended({cause}", told, StringComparison.Ordinal);
                Assert.Equal(expected is null ? 0 : 2, board.Log(A).Count);
                Assert.Equal(expected is null ? 0 : 1, board.Records.Count);
            }
        }
    }

    [Fact]
    public void CALL_046_a_devices_shorter_ring_time_reads_no_answer()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Alert(B, "x");
        board.Clear();
        Assert.Equal("Done", Word(board.End(B, "x", EndCause.NoAnswer)));
        Assert.Equal("Responded(NoAnswer) Ended(NoAnswer)", board.Told(A));
        Assert.Equal("", board.Told(B));
        Assert.Equal(new CallEnding(EndCause.NoAnswer), board.View(B, "x")!.Ending);
        Assert.Equal("CallGone(NoAnswer)", Word(board.Accept(B, "x")));
        Assert.Null(board.Records.Single().EndedBy);
    }

    [Fact]
    public void CALL_046_it_rings_on_elsewhere_and_not_again_on_the_device_that_let_it_pass()
    {
        var board = Ringing(alerted: true);
        board.End(B, "x", EndCause.NoAnswer);
        board.Apply(new ServerCommand.DeviceOffline(B));
        board.Online(B);
        Assert.Equal("", board.Told(A) + board.Told(B) + board.Told(B2));
        board.Accept(B2, "x");
        Assert.StartsWith("Responded(Accepted)", board.Told(A), StringComparison.Ordinal);
        Assert.Equal("", board.Told(B));
    }

    [Fact]
    public void CALL_046_stepping_out_says_nothing_for_the_user()
    {
        var board = Board.With(A, B);
        board.Place(A, "x", "bob");
        board.Clear();
        board.Leave(B, "x");
        Assert.Equal("", board.Told(A));
        board.Wait(30);
        Assert.Equal("Responded(NoAnswer) Ended(NoAnswer)", board.Told(A));
    }

    [Fact]
    public void CALL_051_each_busy_device_is_told_once_that_the_user_was_busy()
    {
        var board = Ringing(alerted: false);
        board.Busy(B, "x");
        Assert.Equal("", board.Told(B) + board.Told(B2) + board.Told(A));
        board.Busy(B2, "x");
        Assert.Equal("Ended(Busy)", board.Told(B));
        Assert.Equal("Ended(Busy)", board.Told(B2));
        Assert.Equal("Responded(Busy) Ended(Busy by bob/b2)", board.Told(A));
        board.Busy(B, "x");
        board.Busy(B2, "x");
        board.Wait(60);
        Assert.Equal("Ended(Busy) Ended(Busy)", board.Told(B) + " " + board.Told(B2));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("rejected by the user")]
    [InlineData("timed out")]
    [InlineData("passes")]
    [InlineData("cancelled")]
    public void CALL_051_with_any_other_outcome_a_busy_device_is_told_nothing(string outcome)
    {
        var board = Ringing(alerted: true);
        board.Busy(B, "x");
        switch (outcome)
        {
            case "accepted":
                board.Accept(B2, "x");
                break;
            case "cancelled":
                board.Cancel(A, "x");
                break;
            case "passes":
                board.Wait(30);
                break;
            default:
                Say(board, B2, outcome);
                break;
        }

        Assert.NotNull(board.Calls.Calls["x"].Invitations[0].Response);
        Assert.Equal("", board.Told(B));
    }

    [Fact]
    public void CALL_071_a_device_that_rejects_for_itself_ends_alone()
    {
        var board = Ringing(alerted: true);
        Assert.Equal("Done", Word(board.Reject(B, "x", RejectScope.Device)));
        Assert.Equal("", board.Told(A) + board.Told(B) + board.Told(B2));
        Assert.Equal(new CallEnding(EndCause.Rejected, B), board.View(B, "x")!.Ending);
        Assert.NotNull(board.View(B2, "x")!.RingRemaining);
        Assert.Equal("Done", Word(board.Reject(B, "x", RejectScope.Device)));
        Assert.Equal("Done", Word(board.Reject(B, "x")));
        Assert.Equal("CallGone(Rejected by bob/b1)", Word(board.Accept(B, "x")));
        board.Apply(new ServerCommand.DeviceOffline(B));
        board.Online(B);
        Assert.Equal("", board.Told(A) + board.Told(B) + board.Told(B2));
        board.Accept(B2, "x");
        Assert.Equal("", board.Told(B));
    }

    [Fact]
    public void CALL_071_a_reject_for_the_user_ends_it_on_all()
    {
        var board = Ringing(alerted: true);
        board.Reject(B, "x");
        Assert.Equal("", board.Told(B));
        Assert.Equal("Ended(RejectedElsewhere by bob/b1)", board.Told(B2));
        Assert.Equal("Responded(Rejected) Ended(Rejected by bob/b1)", board.Told(A));
    }

    private static Board Ringing(bool alerted)
    {
        var board = Board.With(A, B, B2);
        board.Place(A, "x", "bob");
        if (alerted)
        {
            board.Alert(B, "x");
            board.Alert(B2, "x");
        }

        board.Clear();
        return board;
    }

    private static void Say(Board board, CallParty device, string what)
    {
        switch (what)
        {
            case "rejected":
                board.Reject(device, "x", RejectScope.Device);
                break;
            case "rejected by the user":
                board.Reject(device, "x");
                break;
            case "timed out":
                board.End(device, "x", EndCause.NoAnswer);
                break;
            case "busy":
                board.Busy(device, "x");
                break;
            case "left":
                board.Leave(device, "x");
                break;
            case "offline":
                board.Apply(new ServerCommand.DeviceOffline(device));
                break;
        }
    }
}
