using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Knows which media of a client is open, whatever the provider.</summary>
internal sealed class MediaWatch
{
    private readonly Lock _gate = new();
    private readonly List<string> _open = [];

    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    public bool IsOpen(string callId)
    {
        lock (_gate)
        {
            return _open.Contains(callId);
        }
    }

    public IMediaProvider Watch(IMediaProvider inner) => new Provider(inner, this);

    private void Add(string what)
    {
        lock (_gate)
        {
            _open.Add(what);
        }
    }

    private void Remove(string what)
    {
        lock (_gate)
        {
            _open.Remove(what);
        }
    }

    private sealed class Provider(IMediaProvider inner, MediaWatch watch) : IMediaProvider
    {
        public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
        {
            var session = inner.OpenMedia(plan, observer);
            watch.Add(plan.CallId);
            return new Session(session, new Opened(session, watch, plan.CallId));
        }

        public async ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct)
        {
            var preview = await inner.StartPreviewAsync(source, sink, ct).ConfigureAwait(false);
            watch.Add("preview");
            return new Opened(preview, watch, "preview");
        }
    }

    /// <summary>Counted until its disposal, which may be asked for more than once.</summary>
    private sealed class Opened(IAsyncDisposable inner, MediaWatch watch, string what) : IAsyncDisposable
    {
        private int _closed;

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync().ConfigureAwait(false);
            if (Interlocked.Exchange(ref _closed, 1) == 0)
            {
                watch.Remove(what);
            }
        }
    }

    private sealed class Session(IMediaSession inner, Opened opened) : IMediaSession
    {
        public ValueTask PrepareAsync(CancellationToken ct) => inner.PrepareAsync(ct);

        public ValueTask StartAsync(CancellationToken ct) => inner.StartAsync(ct);

        public ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct) => inner.UpdateAsync(roster, ct);

        public void SetGate(MediaKind kind, bool open) => inner.SetGate(kind, open);

        public IDisposable AddVideoSink(string userId, IVideoSink sink) => inner.AddVideoSink(userId, sink);

        public IDisposable AddAudioSink(string userId, IAudioSink sink) => inner.AddAudioSink(userId, sink);

        public ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct) => inner.SwitchCameraAsync(facing, ct);

        public ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct) => inner.SetAudioRouteAsync(route, ct);

        public ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct) => inner.GetStatsAsync(ct);

        public ValueTask DisposeAsync() => opened.DisposeAsync();
    }
}
