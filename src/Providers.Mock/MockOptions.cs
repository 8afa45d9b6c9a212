namespace Calling.Providers.Mock;

/// <summary>Settings of the mock provider, bound from the sub-section of its name (such as <c>Calling:Mock</c>), then from code.</summary>
public sealed class MockOptions
{
    /// <summary>What the mock can do today, and so declares unless narrowed.</summary>
    public const CallCapabilities AllCapabilities =
        CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment | CallCapabilities.SharedCallId
        | CallCapabilities.InviteDetails | CallCapabilities.RejectReason | CallCapabilities.CallData | CallCapabilities.RingLifetime
        | CallCapabilities.BusySignal | CallCapabilities.MultiDevice | CallCapabilities.Glare | CallCapabilities.RejectSync
        | CallCapabilities.Group | CallCapabilities.InviteeOutcomes | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone
        | CallCapabilities.JoinById | CallCapabilities.Handover | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant
        | CallCapabilities.RawMedia | CallCapabilities.CameraSwitch | CallCapabilities.AudioRoute | CallCapabilities.MediaSwitch
        | CallCapabilities.Reconnect | CallCapabilities.Records | CallCapabilities.Push;

    /// <summary>The world to live in; set in code, and stronger than <see cref="WorldName"/>.</summary>
    public MockWorld? World { get; set; }

    /// <summary>The name of a process-wide world in real time, made when first named. Setting: <c>World</c>; default <c>default</c>.</summary>
    public string WorldName { get; set; } = "default";

    /// <summary>
    /// What is declared; any part of <see cref="AllCapabilities"/> (rule CALL-142). What is taken away is gone: without Glare two calls
    /// that cross are two calls, without BusySignal a busy device rejects, without Reconnect a lost line is closed. Setting:
    /// <c>Capabilities</c>.
    /// </summary>
    public CallCapabilities Capabilities { get; set; } = AllCapabilities;

    /// <summary>
    /// One device per user: a sign-in of this device closes its user's others (rule CALL-005), and SingleDevice is declared in place of
    /// MultiDevice. A world may demand it of everybody: <see cref="MockWorld.SingleDevice"/>. Setting: <c>SingleDevice</c>.
    /// </summary>
    public bool SingleDevice { get; set; }

    /// <summary>
    /// The duties that are declared, to try Core with a vendor that leaves some to the devices. Without <see cref="LineDuties.RingTimeout"/>
    /// the calls that this device places ring up to the longest timeout unless the devices end them in time; the other duties are only
    /// declared or not, and the world's arbiter takes them all the same. Setting: <c>Duties</c>.
    /// </summary>
    public LineDuties Duties { get; set; } = LineDuties.All;

    /// <summary>What is declared as accepted; null takes the world's, which its arbiter checks.</summary>
    public CallLimits? Limits { get; set; }

    /// <summary>How long a message takes one way, 0 to 1 min; null takes 0 in virtual time and 2 ms in real time. Setting: <c>Latency</c>.</summary>
    public TimeSpan? Latency { get; set; }

    /// <summary>How wrong this device's date and time are, at most a day either way (rule CALL-014). Setting: <c>ClockSkew</c>.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>How long both ends take to notice a connection that silently carries nothing, 1 ms to 10 min. Setting: <c>LossDetection</c>.</summary>
    public TimeSpan LossDetection { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a line tries to come back before it is closed for good, 1 ms to 10 min. Setting: <c>LineGrace</c>.</summary>
    public TimeSpan LineGrace { get; set; } = TimeSpan.FromSeconds(60);
}
