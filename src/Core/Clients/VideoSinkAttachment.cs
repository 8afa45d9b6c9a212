using Calling.Effects;
using Calling.Media;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Clients;

/// <summary>An attached video sink.</summary>
internal sealed class VideoSinkAttachment(string userId, IVideoSink sink, CallMediaPort port, string callId, ILogger logger)
    : SinkAttachment(port), IVideoSink
{
    /// <inheritdoc/>
    public void OnFrame(in VideoFrame frame)
    {
        lock (Delivery)
        {
            if (IsDetached)
            {
                return;
            }

            try
            {
                sink.OnFrame(in frame);
            }
            catch (Exception error)
            {
                logger.SinkThrew(error, callId);
            }
        }
    }

    /// <inheritdoc/>
    protected override IDisposable AddTo(IMediaSession media) => media.AddVideoSink(userId, this);
}
