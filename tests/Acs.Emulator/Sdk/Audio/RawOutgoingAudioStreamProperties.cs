namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] The sound's format.</summary>
public sealed class RawOutgoingAudioStreamProperties
{
    public AudioStreamFormat Format { get; set; }

    public AudioStreamSampleRate SampleRate { get; set; } = AudioStreamSampleRate.Hz_48000;

    public AudioStreamChannelMode ChannelMode { get; set; }

    public AudioStreamBufferDuration BufferDuration { get; set; } = AudioStreamBufferDuration.Ms20;
}
