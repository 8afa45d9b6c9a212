using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,M] The sound's format.</summary>
[EmulatorDefined("[U,M]")]
public sealed class RawIncomingAudioStreamProperties
{
    public AudioStreamFormat Format { get; set; }

    public AudioStreamSampleRate SampleRate { get; set; } = AudioStreamSampleRate.Hz_48000;

    public AudioStreamChannelMode ChannelMode { get; set; }
}
