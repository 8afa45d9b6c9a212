namespace Calling.Providers.Acs;

/// <summary>What this device knows of a call by itself when the vendor says that it is over.</summary>
/// <param name="Self">This device.</param>
/// <param name="Peer">The other one of a call of two.</param>
/// <param name="Direction">Who began it.</param>
internal readonly record struct AcsCallFacts(CallParty Self, CallParty Peer, CallDirection Direction)
{
    /// <summary>It was connected once.</summary>
    public bool WasConnected { get; init; }

    /// <summary>This device's accept was taken, which shows as a connection only if the call lasts long enough.</summary>
    public bool Accepted { get; init; }

    /// <summary>This device has hung up, or taken the call back.</summary>
    public bool HungUp { get; init; }

    /// <summary>This device has declined.</summary>
    public bool Rejected { get; init; }

    /// <summary>Who placed the call.</summary>
    public CallParty Caller => Direction == CallDirection.Outgoing ? Self : Peer;

    /// <summary>Who was called.</summary>
    public CallParty Callee => Direction == CallDirection.Outgoing ? Peer : Self;
}
