namespace Calling.Providers.Mock;

/// <summary>Sound that can be asked for at any position.</summary>
internal interface ISampleSource
{
    int SampleRate { get; }

    int Channels { get; }

    /// <summary>Writes interleaved samples from a position, counted in samples a channel.</summary>
    void Fill(Span<short> samples, long position);
}
