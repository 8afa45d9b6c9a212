using Calling.Media;

namespace Calling.Tests;

/// <summary>An application that plays a tone in runs of 20 ms until it is stopped.</summary>
internal sealed class SineSource(double hertz, int rate, int channels) : IAudioFrameSource
{
    public IDisposable Start(IAudioSink sink)
    {
        long position = 0;
        var begin = TimeProvider.System.GetTimestamp();
        var samples = new short[rate / 50 * channels];
        return TimeProvider.System.CreateTimer(
            _ =>
            {
                lock (samples)
                {
                    while (position < TimeProvider.System.GetElapsedTime(begin).TotalSeconds * rate)
                    {
                        Fill(samples, position, hertz, rate, channels);
                        sink.OnFrame(new AudioFrame(samples, rate, channels, TimeSpan.Zero));
                        position += samples.Length / channels;
                    }
                }
            },
            null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    internal static void Fill(Span<short> samples, long position, double hertz, int rate, int channels)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(8_000 * Math.Sin(2 * Math.PI * hertz * (position + (i / channels)) / rate));
        }
    }
}
