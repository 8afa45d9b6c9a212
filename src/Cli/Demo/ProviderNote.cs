namespace Calling.Cli.Demo;

/// <summary>Knows of providers that exist and that this program was not built with.</summary>
internal static class ProviderNote
{
    /// <summary>Why a provider cannot run here, and what to do; null if nothing is known against it.</summary>
    public static string? WhyNotHere(string provider) => provider.Equals("Acs", StringComparison.OrdinalIgnoreCase)
        ? """
          The provider Acs (Azure Communication Services) runs on Windows only: Microsoft's calling SDK has no other build.
          What to do: on Windows 10 or later, build with `./run setup --vendor Azure.Communication.Calling.WindowsClient`, add
          AddAcs() beside AddWebRtc() and AddMock(), and set Calling:Provider to Acs. Here, --provider WebRtc and --provider Mock run.
          """
        : null;
}
