using Calling.Media;

namespace Calling.Cli.Media;

/// <summary>Counts pictures, and keeps a copy of the first, and then of the one that comes after each <see cref="Grab"/>.</summary>
internal sealed class FrameGrabber : IVideoSink
{
    private int _count;
    private volatile bool _wanted;
    private volatile RgbPicture? _picture;

    /// <summary>Pictures so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The kept one, if any.</summary>
    public RgbPicture? Picture => _picture;

    /// <summary>Keeps the next picture.</summary>
    public void Grab() => _wanted = true;

    /// <inheritdoc/>
    public void OnFrame(in VideoFrame frame)
    {
        // Who leaves early has been seen all the same.
        if (Interlocked.Increment(ref _count) == 1 || _wanted)
        {
            _wanted = false;
            _picture = RgbPicture.Of(frame);
        }
    }
}
