using Calling.Media;

namespace Calling.Conformance;

/// <summary>Counts pictures, and frames of sound that can be heard.</summary>
public sealed class CountingSink : IVideoSink, IAudioSink
{
    private int _pictures;
    private int _sounds;

    /// <summary>Pictures so far.</summary>
    public int Pictures => Volatile.Read(ref _pictures);

    /// <summary>Frames of sound so far that were not silence.</summary>
    public int Sounds => Volatile.Read(ref _sounds);

    /// <summary>The last picture's.</summary>
    public (int Width, int Height) Size { get; private set; }

    /// <inheritdoc/>
    public void OnFrame(in VideoFrame frame)
    {
        Size = (frame.Width, frame.Height);
        Interlocked.Increment(ref _pictures);
    }

    /// <inheritdoc/>
    public void OnFrame(in AudioFrame frame)
    {
        foreach (short sample in frame.Samples)
        {
            if (sample is > 500 or < -500)
            {
                Interlocked.Increment(ref _sounds);
                return;
            }
        }
    }
}
