namespace Calling.Providers;

/// <summary>What a provider is and promises; constant for its lifetime.</summary>
/// <param name="Name">The name that configuration uses.</param>
/// <param name="Capabilities">What it can do; everything else is refused before it is asked (rule CALL-142).</param>
/// <param name="Limits">What it accepts.</param>
/// <param name="Duties">What its line decides; the device's machine does the rest (architecture section 2).</param>
public sealed record ProviderDescriptor(string Name, CallCapabilities Capabilities, CallLimits Limits, LineDuties Duties)
{
    /// <summary>How fast it promises to be.</summary>
    public ProviderBounds Bounds { get; init; } = new();
}
