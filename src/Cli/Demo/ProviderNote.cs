namespace Calling.Cli.Demo;

/// <summary>Knows of providers that exist and that this program was not built with.</summary>
internal static class ProviderNote
{
    /// <summary>Why a provider cannot run here, and what to do; null if nothing is known against it.</summary>
    public static string? WhyNotHere(string provider) => provider.Equals("Acs", StringComparison.OrdinalIgnoreCase)
        ? """
          The provider Acs (Azure Communication Services) is not part of this version; it will run on Windows only, since
          Microsoft's calling SDK has no other build.
          What to do: here, --provider WebRtc and --provider Mock run.
          """
        : null;
}
