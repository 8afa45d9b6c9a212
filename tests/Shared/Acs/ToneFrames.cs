using Calling.Media;

namespace Calling.Tests;

/// <summary>Sound that an app makes: a tone in runs of 20 ms.</summary>
internal sealed class ToneFrames(int sampleRate = 16_000, double frequency = 440) : IAudioFrameSource
{
    public IDisposable Start(IAudioSink sink)
    {
        short[] samples = new short[sampleRate / 50];
        return new Paced(TimeSpan.FromMilliseconds(20), number =>
        {
            for (int i = 0; i < samples.Length; i++)
            {
                double time = (double)((number * samples.Length) + i) / sampleRate;
                samples[i] = (short)(8_000 * Math.Sin(2 * Math.PI * frequency * time));
            }

            sink.OnFrame(new AudioFrame(samples, sampleRate, 1, TimeSpan.FromMilliseconds(20 * number)));
        });
    }
}
