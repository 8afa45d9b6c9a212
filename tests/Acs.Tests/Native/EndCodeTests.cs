using Calling.Providers;
using Calling.Providers.Acs;

namespace Calling.Acs.Tests.Native;

/// <summary>The vendor's table of end codes, row by row, from both sides.</summary>
public class EndCodeTests
{
    private static readonly CallParty s_alice = new("alice", "phone");
    private static readonly CallParty s_bob = new("bob", "");

    [Theory]
    [InlineData(CallDirection.Outgoing, 603, 0, EndCause.Rejected, "bob")]
    [InlineData(CallDirection.Outgoing, 487, 10024, EndCause.Rejected, "bob")]
    [InlineData(CallDirection.Outgoing, 0, 5003, EndCause.Rejected, "bob")]
    [InlineData(CallDirection.Outgoing, 487, 10004, EndCause.NoAnswer, null)]
    [InlineData(CallDirection.Outgoing, 408, 4506, EndCause.NoAnswer, null)]
    [InlineData(CallDirection.Outgoing, 480, 10037, EndCause.Unreachable, null)]
    [InlineData(CallDirection.Outgoing, 480, 10076, EndCause.Unreachable, null)]
    [InlineData(CallDirection.Outgoing, 480, 10078, EndCause.Unreachable, null)]
    [InlineData(CallDirection.Outgoing, 430, 0, EndCause.Unreachable, null)]
    [InlineData(CallDirection.Outgoing, 486, 560486, EndCause.Busy, "bob")]
    [InlineData(CallDirection.Outgoing, 410, 3100, EndCause.ConnectFailed, null)]
    [InlineData(CallDirection.Outgoing, 490, 4502, EndCause.ConnectionLost, null)]
    [InlineData(CallDirection.Outgoing, 495, 4507, EndCause.AuthExpired, null)]
    [InlineData(CallDirection.Outgoing, 401, 10009, EndCause.AuthExpired, null)]
    [InlineData(CallDirection.Outgoing, 500, 0, EndCause.Failed, null)]
    [InlineData(CallDirection.Outgoing, 0, 0, EndCause.HangUp, "bob")]
    [InlineData(CallDirection.Incoming, 487, 0, EndCause.Cancelled, "bob")]
    [InlineData(CallDirection.Incoming, 487, 540487, EndCause.Cancelled, "bob")]
    [InlineData(CallDirection.Incoming, 487, 10003, EndCause.AnsweredElsewhere, "alice")]
    [InlineData(CallDirection.Incoming, 603, 0, EndCause.RejectedElsewhere, "alice")]
    [InlineData(CallDirection.Incoming, 487, 10004, EndCause.NoAnswer, null)]
    [InlineData(CallDirection.Incoming, 0, 0, EndCause.Cancelled, "bob")]
    [InlineData(CallDirection.Incoming, 0, 5003, EndCause.Cancelled, "bob")]
    [InlineData(CallDirection.Incoming, 12345, 1, EndCause.Failed, null)]
    public void What_ends_while_it_rings(CallDirection direction, int code, int subcode, EndCause cause, string? by)
        => Check(new(s_alice, s_bob, direction), code, subcode, cause, by);

    [Theory]
    [InlineData(0, 0, EndCause.HangUp, "bob")]
    [InlineData(0, 18503, EndCause.HangUp, "bob")]
    [InlineData(0, 4097, EndCause.HangUp, "bob")]
    [InlineData(0, 5000, EndCause.Removed, null)]
    [InlineData(0, 5300, EndCause.Removed, null)]
    [InlineData(0, 7000, EndCause.EndedByServer, null)]
    [InlineData(0, 4521, EndCause.PeerLost, "bob")]
    [InlineData(408, 10057, EndCause.PeerLost, "bob")]
    [InlineData(410, 301005, EndCause.ConnectionLost, null)]
    [InlineData(496, 7, EndCause.ConnectionLost, null)]
    [InlineData(487, 10003, EndCause.AnsweredElsewhere, "alice")]
    [InlineData(495, 4507, EndCause.AuthExpired, null)]
    [InlineData(503, 0, EndCause.Failed, null)]
    public void What_ends_once_it_is_connected(int code, int subcode, EndCause cause, string? by)
        => Check(new(s_alice, s_bob, CallDirection.Incoming) { WasConnected = true }, code, subcode, cause, cause == EndCause.PeerLost ? null : by);

    [Fact]
    public void What_this_device_did_itself_comes_before_any_code()
    {
        AcsCallFacts outgoing = new(s_alice, s_bob, CallDirection.Outgoing), incoming = new(s_alice, s_bob, CallDirection.Incoming);
        foreach (var (code, subcode) in new[] { (0, 0), (603, 0), (487, 10004), (500, 1) })
        {
            Check(outgoing with { HungUp = true }, code, subcode, EndCause.Cancelled, "alice");
            Check(outgoing with { HungUp = true, WasConnected = true }, code, subcode, EndCause.HangUp, "alice");
            Check(incoming with { Rejected = true }, code, subcode, EndCause.Rejected, "alice");
        }
    }

    [Fact]
    public void An_accepted_call_that_is_hung_up_before_it_shows_as_connected_was_answered() =>
        Check(new(s_alice, s_bob, CallDirection.Incoming) { Accepted = true }, 0, 0, EndCause.HangUp, "bob");

    [Fact]
    public void An_end_without_a_code_is_no_crash()
    {
        var ringing = AcsEndCodes.Classify(new(s_alice, s_bob, CallDirection.Incoming), null);
        Assert.Equal((EndCause.Cancelled, null), (ringing.Cause, ringing.Fault));
        Assert.Equal(EndCause.Failed, AcsEndCodes.Classify(new(s_alice, s_bob, CallDirection.Outgoing), null).Cause);
    }

    private static void Check(AcsCallFacts facts, int code, int subcode, EndCause cause, string? by)
    {
        var ending = AcsEndCodes.Classify(facts, code, subcode);
        Assert.Equal((cause, by), (ending.Cause, ending.By?.UserId));
        Assert.Equal((code.ToString(), subcode.ToString()), (ending.Fault!.Code, ending.Fault.Subcode));
    }
}
