using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>Everything that can happen to the arbiter. The nested types are all there are.</summary>
public abstract record ServerCommand
{
    private ServerCommand()
    {
    }

    /// <summary>A device asks for something; who it is was vouched for by its sign-in (rule CALL-008).</summary>
    /// <param name="From">The device.</param>
    /// <param name="Command">What it asks.</param>
    public sealed record Submit(CallParty From, CallCommand Command) : ServerCommand
    {
        /// <summary>Whether a call may meet one that crosses it (section 7); otherwise the two are calls like any other.</summary>
        public bool Glare { get; init; } = true;

        /// <summary>Whether a call may move to another device of its user (rule CALL-087); otherwise that is refused.</summary>
        public bool Handover { get; init; } = true;
    }

    /// <summary>A device signed in: it rings with the remaining time of whatever rings its user (rule CALL-013).</summary>
    /// <param name="Device">The device.</param>
    /// <param name="Sole">Its user wants no other device beside it: the others are signed out, as <see cref="SwitchboardRules.SingleDevice"/>
    /// does for everybody (rule CALL-005).</param>
    public sealed record DeviceOnline(CallParty Device, bool Sole = false) : ServerCommand;

    /// <summary>A device signed out, or its lease ran out: nothing more is expected of it.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="SignedOut">It went by its own act or its token ran out, which reads as a hang-up; otherwise it is lost (rules CALL-036, CALL-112).</param>
    public sealed record DeviceOffline(CallParty Device, bool SignedOut = false) : ServerCommand;

    /// <summary>A device's connection is lost; it is kept for its grace period (rule CALL-111).</summary>
    /// <param name="Device">The device.</param>
    public sealed record DeviceInterrupted(CallParty Device) : ServerCommand;

    /// <summary>A device's connection is back.</summary>
    /// <param name="Device">The device.</param>
    public sealed record DeviceRestored(CallParty Device) : ServerCommand;

    /// <summary>A call's next deadline has come.</summary>
    /// <param name="CallId">The call.</param>
    public sealed record Tick(string CallId) : ServerCommand;
}
