namespace Calling.Media;

/// <summary>Measures how loud sound is: the root mean square of all samples since the last reading.</summary>
/// <remarks>
/// The level is linear in decibels: 100 is 0 dBFS (a full-scale square wave), each 0.6 dB less is one less, and -60 dBFS or less is 0. A sine of
/// full scale is 95, conversation mostly 40 to 75. Any thread; taking a frame allocates nothing.
/// </remarks>
public sealed class AudioLevelMeter : IAudioSink
{
    private const double Range = 60;

    private readonly Lock _lock = new();
    private double _squares;
    private long _samples;

    /// <inheritdoc/>
    public void OnFrame(in AudioFrame frame)
    {
        long sum = 0;
        foreach (short sample in frame.Samples)
        {
            sum += sample * sample;
        }

        lock (_lock)
        {
            _squares += sum;
            _samples += frame.Samples.Length;
        }
    }

    /// <summary>Reads the level and begins anew.</summary>
    /// <returns>0 to 100; 0 if nothing came.</returns>
    public int Read()
    {
        double square;
        lock (_lock)
        {
            square = _samples == 0 ? 0 : _squares / _samples;
            (_squares, _samples) = (0, 0);
        }

        double decibels = 10 * Math.Log10(square / (32_768.0 * 32_768.0));
        return (int)Math.Round(Math.Clamp((decibels + Range) / Range, 0, 1) * 100);
    }
}
