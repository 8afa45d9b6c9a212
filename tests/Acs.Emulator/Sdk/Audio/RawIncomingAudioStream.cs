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

    internal void Receive(Pcm sound, EmulatedDevice device, EventQueue events, DateTimeOffset at) => events.Post(() =>
    {
        if (MixedAudioBufferReceived is not { } handlers)
        {
            return;
        }

        device.HoldSoundBuffer();
        var buffer = new RawAudioBuffer { Buffer = FrameMemory.Write(sound.ToBytes()), TimestampInTicks = at.Ticks, Released = device.ReleaseSoundBuffer };
        handlers(this, new IncomingMixedAudioEventArgs(buffer, Properties));
        if (device.Cloud.Settings.DisposesIncomingSound)
        {
            buffer.Dispose();
        }
    });
}
