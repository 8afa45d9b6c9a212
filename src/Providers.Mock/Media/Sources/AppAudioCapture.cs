using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>The application's own sound.</summary>
internal sealed class AppAudioCapture : ICapture, IAudioSink
{
    private readonly object _gate = new();
    private readonly ICaptureTarget _target;
    private readonly ILogger _logger;
    private IDisposable? _running;
    private FrameCount _count;
    private bool _disposed;

    public AppAudioCapture(ICaptureTarget target, ILogger logger) => (_target, _logger) = (target, logger);

    public void Start(IAudioFrameSource source) => _running = source.Start(this);

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

    public void OnFrame(in AudioFrame frame)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _count += new FrameCount(1, frame.Samples.Length * sizeof(short));
        }

        _target.OnFrame(frame);
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
