using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Machines;

/// <summary>Everything that a client knows; immutable.</summary>
internal sealed record ClientModel
{
    public static ClientModel Initial { get; } = new();

    public ClientPhase Phase { get; init; }

    /// <summary>Who is signed in, as the arbiter vouches.</summary>
    public CallParty? Self { get; init; }

    /// <summary>Makes this sign-in's command ids unlike any other's.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>Calls begun in this sign-in; part of their command ids.</summary>
    public int CallCount { get; init; }

    /// <summary>The sign-in that is waited for.</summary>
    public long? Login { get; init; }

    /// <summary>Sign-outs that are waited for.</summary>
    public ImmutableArray<long> Logouts { get; init; } = [];

    /// <summary>The live calls, and the ended that are still remembered.</summary>
    public ImmutableDictionary<string, CallModel> Calls { get; init; } = ImmutableDictionary<string, CallModel>.Empty;

    /// <summary>Whether the app can be asked for a new token.</summary>
    public bool CanRenew { get; init; }

    /// <summary>A new token is being asked for.</summary>
    public bool IsRenewing { get; init; }

    /// <summary>Invitations by users whom this device is calling just now: the arbiter's answer to that call decides on them (rule CALL-060).</summary>
    public ImmutableDictionary<string, HeldInvitation> Held { get; init; } = ImmutableDictionary<string, HeldInvitation>.Empty;

    /// <summary>The call that was placed while former ones had still to say that they are over; null if there is none.</summary>
    public string? WaitingCall { get; init; }

    /// <summary>Signals were lost while the line was down: a snapshot is due once it is up.</summary>
    public bool HasLostSignals { get; init; }

    public IEnumerable<CallModel> Live => Calls.Values.Where(c => c.IsLive);

    public bool IsSignedIn => Phase is ClientPhase.SignedIn or ClientPhase.Interrupted;
}
