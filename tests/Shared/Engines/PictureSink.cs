using Calling.Media;

namespace Calling.Tests;

/// <summary>Counts pictures and keeps a few samples of the last one.</summary>
internal sealed class PictureSink : IVideoSink
{
    private readonly Eventually _event = new();
    private long _count;

    internal long Count => Interlocked.Read(ref _count);

    internal (int Width, int Height, byte Y, byte U, byte V) Last { get; private set; }

    /// <summary>Runs in every call, to throw or to detach.</summary>
    internal Action? OnCall { get; set; }

    public void OnFrame(in VideoFrame frame)
    {
        int x = frame.Width / 2, y = frame.Height / 2;
        Last = (frame.Width, frame.Height, frame.Plane0[(y * frame.Stride0) + x],
            frame.Plane1[(y / 2 * frame.ChromaStride) + (x / 2)], frame.Plane2[(y / 2 * frame.ChromaStride) + (x / 2)]);
        Interlocked.Increment(ref _count);
        _event.Pulse();
        OnCall?.Invoke();
    }

    internal Task More(int count)
    {
        var goal = Count + count;
        return _event.Until(() => Count >= goal, $"{count} more pictures");
    }

    internal Task Until(Func<PictureSink, bool> condition, string what) => _event.Until(() => condition(this), what);
}
