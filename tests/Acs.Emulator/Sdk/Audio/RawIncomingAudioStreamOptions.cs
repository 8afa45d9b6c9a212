using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,M] How the stream is made.</summary>
[EmulatorDefined("[U,M]")]
public sealed class RawIncomingAudioStreamOptions
{
    public RawIncomingAudioStreamProperties Properties { get; set; } = new();
}
