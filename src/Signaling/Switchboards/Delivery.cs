using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>A signal for one device's inbox.</summary>
/// <param name="To">The device.</param>
/// <param name="Signal">What it is told.</param>
public sealed record Delivery(CallParty To, CallSignal Signal);
