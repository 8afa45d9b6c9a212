using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Since 1.5.0; members [M].</summary>
[EmulatorDefined("members [M]")]
public sealed class CallNetworkOptions
{
    public string? ProxyUrl { get; set; }

    public IReadOnlyList<IceServer> IceServers { get; set; } = [];
}
