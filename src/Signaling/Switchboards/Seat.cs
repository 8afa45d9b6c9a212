using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>A device that is in a call.</summary>
/// <param name="Party">The device.</param>
/// <param name="Media">What it has switched on.</param>
/// <param name="Entry">Grows with each entry into the call: of each pair the later one offers.</param>
public sealed record Seat(CallParty Party, MediaState Media, int Entry)
{
    /// <summary>Its line to the arbiter is down; the device is kept for its grace period (rule CALL-111).</summary>
    public bool LineDown { get; init; }
}
