using System.Runtime.InteropServices;
using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>Sound as signed 16-bit samples, channels interleaved.</summary>
internal sealed record Pcm(short[] Samples, int Rate, int Channels)
{
    /// <summary>A fifth of full scale, for the tone of a microphone.</summary>
    private const double ToneLevel = 6_500;

    private const double ToneHertz = 400;

    public static int RateOf(AudioStreamSampleRate rate) => rate switch
    {
        AudioStreamSampleRate.Hz_16000 => 16_000,
        AudioStreamSampleRate.Hz_22050 => 22_050,
        AudioStreamSampleRate.Hz_24000 => 24_000,
        AudioStreamSampleRate.Hz_32000 => 32_000,
        AudioStreamSampleRate.Hz_44100 => 44_100,
        _ => 48_000,
    };

    public static int ChannelsOf(AudioStreamChannelMode mode) => mode == AudioStreamChannelMode.Stereo ? 2 : 1;

    public static Pcm From(byte[] bytes, int rate, int channels) => new(MemoryMarshal.Cast<byte, short>(bytes).ToArray(), rate, channels);

    /// <summary>20 ms of what every emulated microphone hears; 400 Hz fits in 8 times, so that buffers join without a click.</summary>
    public static Pcm OfMicrophone { get; } =
        new([.. Enumerable.Range(0, 960).Select(i => (short)(ToneLevel * Math.Sin(2 * Math.PI * ToneHertz * i / 48_000)))], 48_000, 1);

    public bool IsLoud => Samples.Any(sample => sample is > 500 or < -500);

    /// <summary>The nearest samples in another rate and number of channels.</summary>
    public Pcm To(int rate, int channels)
    {
        if (rate == Rate && channels == Channels)
        {
            return this;
        }

        int length = (int)((long)(Samples.Length / Channels) * rate / Rate);
        var samples = new short[length * channels];
        for (int i = 0; i < length; i++)
        {
            int from = (int)((long)i * Rate / rate) * Channels;
            for (int channel = 0; channel < channels; channel++)
            {
                samples[(i * channels) + channel] = channels == 1 && Channels == 2
                    ? (short)((Samples[from] + Samples[from + 1]) / 2)
                    : Samples[from + Math.Min(channel, Channels - 1)];
            }
        }

        return new Pcm(samples, rate, channels);
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes<short>(Samples).ToArray();
}
