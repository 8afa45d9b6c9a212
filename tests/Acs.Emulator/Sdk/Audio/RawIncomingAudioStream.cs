using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,M] Everybody's sound, mixed, as buffers of 20 ms.</summary>
[EmulatorDefined("[U,M]")]
public sealed class RawIncomingAudioStream : IncomingAudioStream
{
    public RawIncomingAudioStream(RawIncomingAudioStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Properties = options.Properties;
    }

    public event EventHandler<IncomingMixedAudioEventArgs>? MixedAudioBufferReceived;

    public override AudioStreamKind Kind => AudioStreamKind.RawIncoming;

    public RawIncomingAudioStreamProperties Properties { get; }

    internal void Receive(Pcm sound, EventQueue events, DateTimeOffset at) => events.Post(() =>
    {
        var buffer = new RawAudioBuffer { Buffer = FrameMemory.Write(sound.ToBytes()), TimestampInTicks = at.Ticks };
        MixedAudioBufferReceived?.Invoke(this, new IncomingMixedAudioEventArgs(buffer, Properties));
    });
}
