using Calling.Media;

namespace Calling.Tests;

/// <summary>An application whose pictures come exactly when the test says so.</summary>
internal sealed class SteppedSource : IVideoFrameSource
{
    private const int Side = 64;
    private readonly byte[] _luma = new byte[Side * Side];
    private readonly byte[] _chroma = new byte[Side * Side / 4];
    private volatile IVideoSink? _sink;
    private byte _shade;

    public IDisposable Start(IVideoSink sink)
    {
        _sink = sink;
        return new Stop(this);
    }

    internal void Draw()
    {
        _luma.AsSpan().Fill(_shade += 8);
        _sink?.OnFrame(VideoFrame.I420(Side, Side, _luma, Side, _chroma, _chroma, Side / 2, TimeSpan.Zero));
    }

    private sealed class Stop(SteppedSource owner) : IDisposable
    {
        public void Dispose() => owner._sink = null;
    }
}
