namespace Calling.Media;

/// <summary>A run of sound, borrowed: its memory may be read only until the sink returns.</summary>
/// <remarks>Signed 16-bit PCM, native byte order, channels interleaved. A <c>ref struct</c>, so that none is kept by accident.</remarks>
public readonly ref struct AudioFrame
{
    /// <summary>Wraps samples.</summary>
    /// <param name="samples">Interleaved samples; a whole number of them per channel.</param>
    /// <param name="sampleRate">Samples a second and channel, 8,000 to 48,000.</param>
    /// <param name="channels">1 or 2.</param>
    /// <param name="timestamp">When the first sample was taken, on the stream's own clock.</param>
    /// <exception cref="ArgumentException">A value is outside what is written here.</exception>
    public AudioFrame(ReadOnlySpan<short> samples, int sampleRate, int channels, TimeSpan timestamp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 8_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, 48_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 2);
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are not a whole number for {channels} channels.", nameof(samples));
        }

        Samples = samples;
        (SampleRate, Channels, Timestamp) = (sampleRate, channels, timestamp);
    }

    /// <summary>The samples, interleaved.</summary>
    public ReadOnlySpan<short> Samples { get; }

    /// <summary>Samples a second and channel.</summary>
    public int SampleRate { get; }

    /// <summary>1 (mono) or 2 (stereo).</summary>
    public int Channels { get; }

    /// <summary>When the first sample was taken, on the stream's own clock.</summary>
    public TimeSpan Timestamp { get; }

    /// <summary>How long the run lasts.</summary>
    public TimeSpan Duration => SampleRate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)(Samples.Length / Channels) / SampleRate);
}
