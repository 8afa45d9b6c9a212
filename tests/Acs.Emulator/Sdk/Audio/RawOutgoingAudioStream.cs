using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] Sound that the app makes.</summary>
public sealed class RawOutgoingAudioStream : OutgoingAudioStream
{
    public RawOutgoingAudioStream(RawOutgoingAudioStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Properties = options.Properties;
    }

    [EmulatorDefined("[M]")]
    public override AudioStreamKind Kind => AudioStreamKind.VirtualOutgoing;

    public RawOutgoingAudioStreamProperties Properties { get; }

    public long ExpectedBufferSizeInBytes =>
        Rate / (Properties.BufferDuration == AudioStreamBufferDuration.Ms10 ? 100 : 50) * Channels * sizeof(short);

    private int Rate => Pcm.RateOf(Properties.SampleRate);

    private int Channels => Pcm.ChannelsOf(Properties.ChannelMode);

    /// <summary>Only after the stream has started [D].</summary>
    public async Task SendRawAudioBufferAsync(RawAudioBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (State != AudioStreamState.Started || Sound is null)
        {
            throw Errors.Of(Errors.StreamNotStarted, "The stream has not started.");
        }

        byte[] bytes = FrameMemory.Read(buffer.Buffer ?? throw Errors.Invalid("The buffer is empty."));
        if (bytes.Length % (Channels * sizeof(short)) != 0)
        {
            throw Errors.Invalid("A buffer holds whole samples.");
        }

        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Sound.Send(this, Pcm.From(bytes, Rate, Channels));
    }
}
