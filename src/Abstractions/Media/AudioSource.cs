namespace Calling.Media;

/// <summary>Where a device's sound comes from. A description: nothing is opened until capture is allowed (rule CALL-090).</summary>
public abstract record AudioSource
{
    private AudioSource()
    {
    }

    /// <summary>A microphone of this machine.</summary>
    /// <param name="DeviceId">The engine's own name for it, or null for the default one.</param>
    public sealed record Microphone(string? DeviceId = null) : AudioSource;

    /// <summary>The sound of a media file, played in real time and again from the start at its end.</summary>
    /// <param name="Path">A file that the engine can read.</param>
    public sealed record MediaFile(string Path) : AudioSource;

    /// <summary>A sine tone.</summary>
    /// <param name="Frequency">Hertz, 20 to 20,000.</param>
    /// <param name="Level">Amplitude, 0 (silence) to 1 (full scale).</param>
    public sealed record Tone(double Frequency = 440, double Level = 0.25) : AudioSource;

    /// <summary>The application's own sound.</summary>
    /// <param name="Source">Started when capture is allowed, disposed when it is not.</param>
    public sealed record Frames(IAudioFrameSource Source) : AudioSource;
}
