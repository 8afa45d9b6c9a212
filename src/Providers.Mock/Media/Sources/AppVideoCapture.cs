using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>The application's own pictures; BGRA is converted, so that every sink gets I420.</summary>
internal sealed class AppVideoCapture : ICapture, IVideoSink
{
    private readonly object _gate = new();
    private readonly ICaptureTarget _target;
    private readonly ILogger _logger;
    private IDisposable? _running;
    private FrameCount _count;
    private byte[] _converted = [];
    private bool _disposed;

    public AppVideoCapture(ICaptureTarget target, ILogger logger) => (_target, _logger) = (target, logger);

    public void Start(IVideoFrameSource source) => _running = source.Start(this);

    public FrameCount CountAt(TimeSpan now)
    {
        lock (_gate)
        {
            return _count;
        }
    }

    public void Wake()
    {
    }

    public void OnFrame(in VideoFrame frame)
    {
        int bytes = VideoFrame.I420Size(frame.Width, frame.Height);
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _count += new FrameCount(1, bytes);
        }

        if (frame.Format == PixelFormat.I420)
        {
            _target.OnFrame(frame);
            return;
        }

        if (_converted.Length < bytes)
        {
            _converted = new byte[bytes];
        }

        BgraConverter.ToI420(frame, _converted);
        _target.OnFrame(VideoFrame.I420(frame.Width, frame.Height, _converted, frame.Timestamp));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        try
        {
            _running?.Dispose();
        }
        catch (Exception error)
        {
            MockLog.SourceFailed(_logger, error);
        }
    }
}
