using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,M] Everybody's sound, mixed, as buffers.</summary>
[EmulatorDefined("[U,M]")]
public sealed class RawIncomingAudioStream : IncomingAudioStream
{
    public RawIncomingAudioStream(RawIncomingAudioStreamOptions options) => Properties = options.Properties;

    public event EventHandler<IncomingMixedAudioEventArgs>? MixedAudioBufferReceived;

    public override AudioStreamKind Kind => AudioStreamKind.RawIncoming;

    public RawIncomingAudioStreamProperties Properties { get; }
}
