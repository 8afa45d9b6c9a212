using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>What the arbiter decides by, besides the calls themselves.</summary>
/// <param name="Limits">What is accepted.</param>
/// <param name="Grant">What a member of a call is handed to open its media; pure.</param>
public sealed record SwitchboardRules(CallLimits Limits, Func<string, CallParty, MediaGrant?>? Grant = null)
{
    /// <summary>The app's rule for who may enter a running group call by its id without having been invited: call, user; pure. Nobody, if null
    /// (rule CALL-087).</summary>
    public Func<CallEntry, string, bool>? MayJoin { get; init; }

    /// <summary>One device per user: a sign-in signs the user's other devices out (rule CALL-005).</summary>
    public bool SingleDevice { get; init; }
}
