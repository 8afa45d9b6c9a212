namespace Calling.Signaling.Switchboards;

/// <summary>How an invited device stands.</summary>
public enum DeviceRing
{
    /// <summary>Told; it has not said anything yet.</summary>
    Notified,

    /// <summary>It rings.</summary>
    Alerting,

    /// <summary>It is in another call.</summary>
    Busy,

    /// <summary>It stepped out and said nothing for its user.</summary>
    Withdrawn,

    /// <summary>It declined for itself alone: the user's other devices ring on (rule CALL-071).</summary>
    Rejected,

    /// <summary>Its user's own, shorter ring time has passed (rule CALL-046).</summary>
    TimedOut,
}
