using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>A sink attached to one user's pictures or sound. Once detached it gets nothing, not even what was on its way.</summary>
internal sealed class SinkAttachment(IVideoSink? video, IAudioSink? audio, string userId, ILogger logger, Action<SinkAttachment> detached) : IDisposable
{
    private readonly object _gate = new();
    private bool _detached;

    public string UserId => userId;

    public MediaKind Kind => video is null ? MediaKind.Audio : MediaKind.Video;

    public void Deliver(in VideoFrame frame)
    {
        lock (_gate)
        {
            if (_detached)
            {
                return;
            }

            try
            {
                video!.OnFrame(frame);
            }
            catch (Exception error)
            {
                MockLog.SinkFailed(logger, userId, error);
            }
        }
    }

    public void Deliver(in AudioFrame frame)
    {
        lock (_gate)
        {
            if (_detached)
            {
                return;
            }

            try
            {
                audio!.OnFrame(frame);
            }
            catch (Exception error)
            {
                MockLog.SinkFailed(logger, userId, error);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_detached)
            {
                return;
            }

            _detached = true;
        }

        detached(this);
    }
}
