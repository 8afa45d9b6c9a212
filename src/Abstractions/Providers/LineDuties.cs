namespace Calling.Providers;

/// <summary>Decisions that a line's arbiter takes; what it does not take, the devices' machines do.</summary>
[Flags]
public enum LineDuties
{
    /// <summary>It only carries messages.</summary>
    None = 0,

    /// <summary>
    /// It ends invitations that ring too long; devices keep a backstop at the remainder + 2 s (rule CALL-041). Without it each device measures: the
    /// caller's sends <see cref="CallCommand.CancelCall"/> when the time has passed, so that an accept that came first stands (rule CALL-043). In a
    /// group call the device that invited sends <see cref="CallCommand.CancelInvitation"/> for each user whose time has passed (rule CALL-082): a line
    /// of such a vendor takes that command even where it does not declare <see cref="CallCapabilities.CancelInvitee"/>.
    /// </summary>
    RingTimeout = 1,

    /// <summary>
    /// It decides the first accept, a user's outcome and glare, and when a group call has come to its end, and tells everybody (rules CALL-024, CALL-055,
    /// CALL-060, CALL-085, CALL-088). Without it each device ends its own part in a group call with <see cref="CallCommand.EndCall"/> once nobody is left
    /// in it and nobody rings.
    /// </summary>
    Outcome = 2,

    /// <summary>It notices devices that died (rule CALL-112).</summary>
    Lease = 4,

    /// <summary>It writes records (rule CALL-130).</summary>
    Records = 8,

    /// <summary>All of these: our own arbiter, <c>Switchboard</c>.</summary>
    All = RingTimeout | Outcome | Lease | Records,
}
