namespace Calling.Acs.Emulator;

/// <summary>Each thing that the vendor's documents leave open is one switch here; the defaults are the likelier readings.</summary>
public sealed record EmulatorSettings
{
    /// <summary>Whether a reject on one device of several ends the ringing on all of them.</summary>
    public bool RejectIsForAllEndpoints { get; init; } = true;

    /// <summary>What the caller sees when every one of several devices has declined by itself: 487/10024, or 0/5003.</summary>
    public EndCode AllEndpointsDeclined { get; init; } = new(487, 10024);

    /// <summary>Whether IncomingCall.CallEnded fires on the device that accepted.</summary>
    public bool CallEndedAfterAccept { get; init; }

    /// <summary>Whether IncomingCall.CallEnded fires on the device that rejected.</summary>
    public bool CallEndedAfterReject { get; init; } = true;

    /// <summary>Whether a call passes through Disconnecting.</summary>
    public bool Disconnecting { get; init; } = true;

    /// <summary>When the service gives up ringing: 85 s, or about 120 s.</summary>
    public TimeSpan RingTimeout { get; init; } = TimeSpan.FromSeconds(85);

    /// <summary>Whether a call's id changes when it connects and when it becomes a group.</summary>
    public bool IdChanges { get; init; }

    /// <summary>
    /// Whether the first events of a call are raised before anybody can have subscribed. Otherwise they wait for the first
    /// handler, or for the first look at the state.
    /// </summary>
    public bool EventsBeforeSubscription { get; init; }

    /// <summary>What the other end of a connected one-to-one call sees when somebody hangs up.</summary>
    public EndCode RemoteHangUp { get; init; } = new(0, 0);

    /// <summary>What a callee sees when the caller gives up: 487/0, or 487/540487.</summary>
    public EndCode Cancelled { get; init; } = new(487, 0);

    /// <summary>Which participants that did not come have a CallEndReason.</summary>
    public ParticipantReasons ParticipantReasons { get; init; }

    /// <summary>What a removed participant sees: 0/5000, or 0/5300.</summary>
    public EndCode Removed { get; init; } = new(0, 5000);

    /// <summary>Whether a group that was entered by its id has a host, so that it can be ended for everyone.</summary>
    public bool EnteredGroupsHaveHosts { get; init; } = true;

    /// <summary>How long after the loss of a network, or of a process, its calls are given up.</summary>
    public TimeSpan NetworkLoss { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What the device sees whose network was lost.</summary>
    public EndCode LostHere { get; init; } = new(410, 301005);

    /// <summary>What the other end of a one-to-one call sees then.</summary>
    public EndCode LostThere { get; init; } = new(408, 10057);

    /// <summary>How long before its end a token is renewed, if proactively.</summary>
    public TimeSpan RefreshLead { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether silence comes as buffers of zeros, or does not come at all.</summary>
    public bool DeliversSilence { get; init; }

    /// <summary>Whether the SDK disposes a buffer of incoming sound itself after the handlers, or leaves that to them.</summary>
    public bool DisposesIncomingSound { get; init; }
}
