using Calling.Effects;
using Calling.Media;
using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Clients;

/// <summary>An attached audio sink.</summary>
internal sealed class AudioSinkAttachment(string userId, IAudioSink sink, CallMediaPort port, string callId, ILogger logger)
    : SinkAttachment(port), IAudioSink
{
    /// <inheritdoc/>
    public void OnFrame(in AudioFrame frame)
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
    protected override IDisposable AddTo(IMediaSession media) => media.AddAudioSink(userId, this);
}
