using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>Puts the sabotage between Core and the media.</summary>
internal sealed class BentMediaProvider(IMediaProvider inner, Sabotage sabotage) : IMediaProvider
{
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        var told = new Observer(observer, sabotage);
        return sabotage.Media(inner.OpenMedia(plan, told), told);
    }

    public async ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) =>
        sabotage.Preview(await inner.StartPreviewAsync(source, sink, ct));

    private sealed class Observer(IMediaObserver inner, Sabotage sabotage) : IMediaObserver
    {
        public void OnMedia(MediaSignal signal)
        {
            if (sabotage.MediaSignal(signal) is { } told)
            {
                inner.OnMedia(told);
            }
        }
    }
}
