using Calling.Media;

namespace Calling.Providers.Acme;

/// <summary>The media of one line. Acme shows no frames to managed code: capability RawMedia is not declared, and Core asks for nothing of it.</summary>
internal sealed class AcmeMedia(AcmeOptions options) : IMediaProvider
{
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => new AcmeMediaSession(options, plan, observer);

    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) =>
        throw new CallException(CallErrorCode.NotSupported, "Acme has no preview.");
}
