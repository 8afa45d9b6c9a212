using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Since 1.5.0; members [M].</summary>
[EmulatorDefined("members [M]")]
public sealed class IceServer
{
    public IReadOnlyList<string> Urls { get; set; } = [];

    public string? Realm { get; set; }

    public int TcpPort { get; set; }

    public int UdpPort { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }
}
