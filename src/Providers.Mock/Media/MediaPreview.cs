using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>A local preview: a source of its own, seen by this app alone.</summary>
internal sealed class MediaPreview : ICaptureTarget, IAsyncDisposable
{
    private readonly MediaHub _hub;
    private readonly CallParty _self;
    private readonly bool _isDevice;
    private readonly SinkAttachment _sink;
    private readonly ICapture _capture;
    private readonly Action<MediaPreview> _closed;
    private int _disposed;

    /// <exception cref="CallException">EngineUnavailable: the source cannot be opened.</exception>
    public MediaPreview(MediaHub hub, CallParty self, VideoSource source, IVideoSink sink, ILogger logger, Action<MediaPreview> closed)
    {
        (_hub, _self, _closed, _isDevice) = (hub, self, closed, source is VideoSource.Camera);
        _sink = new SinkAttachment(sink, null, self.UserId, logger, static _ => { });
        try
        {
            if (_isDevice && hub.Faults.MissingReason(self, MediaKind.Video) is { } reason)
            {
                throw new CaptureException(reason);
            }

            _capture = CaptureOpener.Open(source, self, hub.Clock, this, logger);
        }
        catch (CaptureException error)
        {
            throw new CallException(CallErrorCode.EngineUnavailable, error.Message, error);
        }

        hub.Change(() => hub.Acquired(self, _isDevice));
        _capture.Wake();
    }

    public bool WantsFrames => Volatile.Read(ref _disposed) == 0;

    public void OnFrame(in VideoFrame frame) => _sink.Deliver(frame);

    public void OnFrame(in AudioFrame frame)
    {
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _sink.Dispose();
            _capture.Dispose();
            _hub.Change(() => _hub.Released(_self, _isDevice));
            _closed(this);
        }

        return ValueTask.CompletedTask;
    }
}
