using Calling.Media;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.Mock;

/// <summary>The media of one mock device.</summary>
internal sealed class MockMediaProvider(MediaHub hub, CallParty self, CallCapabilities declared, ILogger logger) : IMediaProvider
{
    private readonly object _gate = new();
    private readonly HashSet<MediaPreview> _previews = [];
    private volatile bool _closed;

    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(observer);

        // The world knows devices by what the line vouches for, whatever the plan says.
        return hub.Add(plan with { Self = self }, declared, observer, logger);
    }

    public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sink);
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_closed, this);
        var preview = new MediaPreview(hub, self, source, sink, logger, Forget);
        lock (_gate)
        {
            _previews.Add(preview);
        }

        return ValueTask.FromResult<IAsyncDisposable>(preview);
    }

    /// <summary>The device signs out, or its process dies.</summary>
    public async ValueTask CloseAsync()
    {
        MediaPreview[] open;
        lock (_gate)
        {
            _closed = true;
            open = [.. _previews];
        }

        foreach (var preview in open)
        {
            await preview.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The process dies: all media stop without a word.</summary>
    public void Kill()
    {
        foreach (var session in hub.Read(() => hub.SessionsOf(self)))
        {
            session.End();
        }
    }

    private void Forget(MediaPreview preview)
    {
        lock (_gate)
        {
            _previews.Remove(preview);
        }
    }
}
