using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>A camera that films a test pattern.</summary>
internal sealed class PatternCapture : PacedCapture
{
    private readonly TestPatternPainter _painter;
    private readonly byte[] _pixels;

    public PatternCapture(MediaClock clock, ICaptureTarget target, int width, int height, int framesPerSecond, byte tint)
        : base(clock, target, TimeSpan.FromTicks(TimeSpan.TicksPerSecond / framesPerSecond), VideoFrame.I420Size(width, height))
    {
        _painter = new TestPatternPainter(width, height, tint);
        _pixels = new byte[VideoFrame.I420Size(width, height)];
    }

    protected override void Emit(long index, TimeSpan timestamp, ICaptureTarget target)
    {
        _painter.Paint(_pixels, index, timestamp);
        target.OnFrame(VideoFrame.I420(_painter.Width, _painter.Height, _pixels, timestamp));
    }
}
