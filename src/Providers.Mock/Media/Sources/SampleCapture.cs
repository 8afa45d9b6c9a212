using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>A microphone that hears a given sound, 20 ms at a time.</summary>
internal sealed class SampleCapture(MediaClock clock, ICaptureTarget target, ISampleSource source)
    : PacedCapture(clock, target, TimeSpan.FromMilliseconds(20), source.SampleRate / 50 * source.Channels * sizeof(short))
{
    // Rates that 50 does not divide have runs of two lengths.
    private readonly short[] _samples = new short[((source.SampleRate / 50) + 1) * source.Channels];

    protected override void Emit(long index, TimeSpan timestamp, ICaptureTarget target)
    {
        long from = (index - 1) * source.SampleRate / 50, to = index * source.SampleRate / 50;
        var run = _samples.AsSpan(0, (int)(to - from) * source.Channels);
        source.Fill(run, from);
        target.OnFrame(new AudioFrame(run, source.SampleRate, source.Channels, timestamp));
    }
}
