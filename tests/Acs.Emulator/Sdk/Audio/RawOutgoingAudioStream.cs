using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] Sound that the app makes.</summary>
public sealed class RawOutgoingAudioStream : OutgoingAudioStream
{
    public RawOutgoingAudioStream(RawOutgoingAudioStreamOptions options) => Properties = options.Properties;

    [EmulatorDefined("[M]")]
    public override AudioStreamKind Kind => AudioStreamKind.VirtualOutgoing;

    public RawOutgoingAudioStreamProperties Properties { get; }

    public long ExpectedBufferSizeInBytes => throw new NotImplementedException();

    /// <summary>Only after the stream has started [D].</summary>
    public Task SendRawAudioBufferAsync(RawAudioBuffer buffer) => throw new NotImplementedException();
}
