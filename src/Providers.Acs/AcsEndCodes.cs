using System.Globalization;

namespace Calling.Providers.Acs;

/// <summary>
/// Reads the vendor's code and subcode of a call's end. Its tables have changed and contradict each other, so what this device knows by itself
/// comes first; both numbers are always passed on.
/// </summary>
internal static class AcsEndCodes
{
    /// <summary>How a call ended.</summary>
    /// <param name="facts">What this device knows.</param>
    /// <param name="code">The vendor's code, or null if it gave none.</param>
    /// <param name="subcode">The vendor's subcode.</param>
    public static CallEnding Classify(AcsCallFacts facts, int? code, int subcode = 0)
    {
        var fault = code is { } number
            ? new ProviderFault(number.ToString(CultureInfo.InvariantCulture), null, subcode.ToString(CultureInfo.InvariantCulture))
            : null;
        var (cause, by) = Local(facts) ?? (code is { } given
            ? facts.WasConnected || (facts.Accepted && given == 0) ? Connected(facts, given, subcode) : Ringing(facts, given, subcode)
            : facts is { WasConnected: false, Direction: CallDirection.Incoming } ? (EndCause.Cancelled, facts.Caller) : (EndCause.Failed, null));
        return new(cause, by is { UserId: null } ? null : by, fault);
    }

    /// <summary>Why somebody who was rung into a call did not come.</summary>
    /// <param name="code">The vendor's code.</param>
    /// <param name="subcode">The vendor's subcode.</param>
    public static CallResponse Outcome(int code, int subcode) => Ringing(default(AcsCallFacts) with { Direction = CallDirection.Outgoing }, code, subcode).Item1 switch
    {
        EndCause.Rejected => CallResponse.Rejected,
        EndCause.NoAnswer => CallResponse.NoAnswer,
        EndCause.Busy => CallResponse.Busy,
        EndCause.Unreachable => CallResponse.Unreachable,
        _ => CallResponse.Cancelled,
    };

    private static (EndCause, CallParty?)? Local(AcsCallFacts facts) => facts switch
    {
        { Rejected: true } => (EndCause.Rejected, facts.Self),
        { HungUp: true, WasConnected: true } => (EndCause.HangUp, facts.Self),
        { HungUp: true, Direction: CallDirection.Outgoing } => (EndCause.Cancelled, facts.Self),
        { HungUp: true } => (EndCause.HangUp, facts.Self),
        _ => null,
    };

    private static (EndCause, CallParty?) Ringing(AcsCallFacts facts, int code, int subcode) => (code, subcode) switch
    {
        (603, _) or (487, 10024) => Declined(facts),
        (0, 5003) when facts.Direction == CallDirection.Outgoing => Declined(facts),
        (487, 10003) => (EndCause.AnsweredElsewhere, facts.Callee with { DeviceId = "" }),
        (487, 10004) or (408, 4506) => (EndCause.NoAnswer, null),
        (487, _) => (EndCause.Cancelled, facts.Caller),
        (486, _) => (EndCause.Busy, facts.Callee),
        (480 or 430, _) => (EndCause.Unreachable, null),
        (495, 4507) or (401, 10009) => (EndCause.AuthExpired, null),
        (0, 5000 or 5300) => (EndCause.Removed, null),
        (0, 7000) => (EndCause.EndedByServer, null),

        // Over before its connection was noticed here.
        (0, _) when facts.Direction == CallDirection.Outgoing => (EndCause.HangUp, facts.Peer),
        (0, _) => (EndCause.Cancelled, facts.Caller),
        (410, _) => (EndCause.ConnectFailed, null),
        (490 or 491 or (>= 496 and <= 498), _) => (EndCause.ConnectionLost, null),
        _ => (EndCause.Failed, null),
    };

    private static (EndCause, CallParty?) Connected(AcsCallFacts facts, int code, int subcode) => (code, subcode) switch
    {
        (0, 5000 or 5300) => (EndCause.Removed, null),
        (0, 7000) => (EndCause.EndedByServer, null),
        (0, 4521) or (408, 10057) => (EndCause.PeerLost, null),
        (0, _) => (EndCause.HangUp, facts.Peer),

        // One of two accepts that crossed: the vendor had let both begin.
        (487, 10003) => (EndCause.AnsweredElsewhere, facts.Callee with { DeviceId = "" }),
        (495, 4507) or (401, 10009) => (EndCause.AuthExpired, null),
        (408 or 410 or 490 or 491 or (>= 496 and <= 498), _) => (EndCause.ConnectionLost, null),
        _ => (EndCause.Failed, null),
    };

    /// <summary>Declined, but not here: to the callee's other devices by the user, to the caller by the other.</summary>
    private static (EndCause, CallParty?) Declined(AcsCallFacts facts) => facts.Direction == CallDirection.Outgoing
        ? (EndCause.Rejected, facts.Peer)
        : (EndCause.RejectedElsewhere, facts.Self with { DeviceId = "" });
}
