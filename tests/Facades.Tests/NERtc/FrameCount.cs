using Calling.Media;

namespace Calling.Facades.Tests.NERtc;

/// <summary>A view that counts its pictures.</summary>
public sealed class FrameCount : IVideoSink
{
    private int _pictures;

    public int Pictures => Volatile.Read(ref _pictures);

    public void OnFrame(in VideoFrame frame) => Interlocked.Increment(ref _pictures);
}
