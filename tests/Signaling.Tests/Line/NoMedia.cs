using Calling.Media;
using Calling.Providers;

namespace Calling.Signaling.Tests.Line;

/// <summary>A line wants something that carries media; these tests do not.</summary>
internal sealed class NoMedia : IMediaProvider, IAsyncDisposable
{
    public bool Disposed { get; private set; }

    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => throw new NotSupportedException();

    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
