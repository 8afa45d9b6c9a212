namespace Calling.Providers.Acs;

/// <summary>What the provider promises, by mode.</summary>
internal static class AcsDescriptors
{
    /// <summary>The vendor gives up on ringing after 85 s to 120 s, and must never be what decides.</summary>
    private static readonly TimeSpan MaxRingTimeout = TimeSpan.FromSeconds(80);

    public static ProviderDescriptor Native(AcsOptions options) => new(
        AcsCallProvider.Name,
        CallCapabilities.RingingSignal | CallCapabilities.MultiDevice | (options.Frames ? CallCapabilities.RawMedia : CallCapabilities.None),
        new() { MaxRingTimeout = MaxRingTimeout },
        LineDuties.Outcome);
}
