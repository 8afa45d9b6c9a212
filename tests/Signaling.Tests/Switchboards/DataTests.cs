using Calling.Providers;
using static Calling.Signaling.Tests.Switchboards.Board;

namespace Calling.Signaling.Tests.Switchboards;

/// <summary>The app's data with accept, reject, cancel and hang-up (rule CALL-026).</summary>
public sealed class DataTests
{
    private const string Data = "{\"ä\":\"😀\"}";

    [Fact]
    public void CALL_026_data_of_an_accept_reaches_the_caller()
    {
        var board = Ringing();
        board.Accept(B, "x", Data);
        Assert.StartsWith($"Responded(Accepted '{Data}')", board.Told(A), StringComparison.Ordinal);
        Assert.Equal(Data, Assert.Single(board.View(A, "x")!.Invitations).Data);
    }

    [Theory]
    [InlineData(RejectScope.User)]
    [InlineData(RejectScope.Device)]
    public void CALL_026_data_and_reason_of_a_reject_reach_the_caller_and_nobody_else(RejectScope scope)
    {
        var board = Ringing();
        board.Reject(B, "x", scope, "no time", Data);
        if (scope == RejectScope.Device)
        {
            board.Reject(B2, "x", scope);
        }

        Assert.Equal($"Responded(Rejected '{Data}') Ended(Rejected by bob/b1 '{Data}')", board.Told(A));
        Assert.Equal("no time", board.Log(A).OfType<CallSignal.Responded>().Single().Reason);
        Assert.Equal((Data, "no time"), board.View(A, "x")!.Invitations.Select(i => (i.Data, i.Reason)).Single());
        Assert.DoesNotContain("'", board.Told(B2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_026_data_of_a_cancel_reach_every_ringing_device(bool cancel)
    {
        var board = Ringing();
        Assert.Equal("Done", Word(cancel ? board.Cancel(A, "x", Data) : board.End(A, "x", data: Data)));
        Assert.Equal($"Ended(Cancelled by alice/a1 '{Data}')", board.Told(B));
        Assert.Equal($"Ended(Cancelled by alice/a1 '{Data}')", board.Told(B2));
        Assert.Equal(Data, board.View(B, "x")!.Ending!.Data);
    }

    [Fact]
    public void CALL_026_data_of_a_hang_up_reach_the_peer()
    {
        var board = Board.Connected(CallMedia.Audio);
        board.End(B, "x", data: Data);
        Assert.Equal($"Ended(HangUp by bob/b1 '{Data}')", board.Told(A));
    }

    [Fact]
    public void CALL_026_too_long_data_are_refused_and_change_nothing()
    {
        string longest = new('x', new CallLimits().MaxDataBytes);
        var board = Ringing();
        Assert.Equal("InvalidArgument", Word(board.Accept(B, "x", longest + "x")));
        Assert.Equal("InvalidArgument", Word(board.Reject(B, "x", data: longest + "x")));
        Assert.Equal("InvalidArgument", Word(board.Cancel(A, "x", longest + "x")));
        Assert.Equal("InvalidArgument", Word(board.End(A, "x", data: longest + "x")));
        Assert.Equal("InvalidArgument", Word(board.End(A, "x", data: "\ud800")));
        Assert.Equal("", board.Told(A) + board.Told(B) + board.Told(B2));
        Assert.Equal("Done(x member)", Word(board.Accept(B, "x", longest)));
    }

    private static Board Ringing()
    {
        var board = Board.With(A, B, B2);
        board.Place(A, "x", "bob");
        board.Alert(B, "x");
        board.Alert(B2, "x");
        board.Clear();
        return board;
    }
}
