namespace Calling.Providers.Mock;

/// <summary>A sine tone, mono at 48 kHz.</summary>
internal sealed class ToneSamples(double frequency, double level) : ISampleSource
{
    public int SampleRate => 48_000;

    public int Channels => 1;

    public void Fill(Span<short> samples, long position)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            // The whole cycles are taken off first: a sine of a large angle loses precision.
            var cycles = (position + i) * frequency / SampleRate;
            samples[i] = (short)Math.Round(level * short.MaxValue * Math.Sin(2 * Math.PI * (cycles - Math.Floor(cycles))));
        }
    }
}
