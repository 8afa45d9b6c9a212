using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>A device that is in a call.</summary>
/// <param name="Party">The device.</param>
/// <param name="Media">What it has switched on.</param>
/// <param name="Order">Grows with each seat of the call: of each pair the later one offers.</param>
public sealed record Seat(CallParty Party, MediaState Media, int Order)
{
    /// <summary>Its line to the arbiter is down; the device is kept for its grace period (rule CALL-111).</summary>
    public bool LineDown { get; init; }
}
