using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>The media of one line: a session per call, and the way of peer messages to them.</summary>
internal sealed class WebRtcMediaProvider(IPeerChannel channel, IPeerConnectionFactory engine, WebRtcOptions options, ILogger logger)
    : IMediaProvider
{
    /// <summary>Peer messages of calls whose media is not open yet: a peer may be faster than this device's own mailbox.</summary>
    private const int MaxEarly = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WebRtcMediaSession> _sessions = [];
    private readonly Queue<PeerMessage> _early = new();

    /// <inheritdoc />
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        var configuration = new PeerConnectionConfiguration(
            [.. options.IceServers, .. IceGrant.Read(plan.Grant)], options.IceTransportPolicy, [.. options.LocalAddresses]);
        var session = new WebRtcMediaSession(plan, configuration, channel, engine, observer, logger, Forget);
        lock (_lock)
        {
            _sessions[plan.CallId] = session;

            // Under the lock, so that what comes now stays behind them.
            foreach (var message in _early.Where(m => m.CallId == plan.CallId))
            {
                session.OnPeerMessage(message);
            }

            var others = _early.Where(m => m.CallId != plan.CallId).ToList();
            _early.Clear();
            others.ForEach(_early.Enqueue);
        }

        return session;
    }

    /// <inheritdoc />
    public async ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var track = engine.CreateVideoTrack(source, new PreviewObserver(logger));
        try
        {
            var shown = track.AddPreview(sink);
            track.SetOpen(true);
            return new Preview(track, shown);
        }
        catch
        {
            await track.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void OnPeerMessage(PeerMessage message)
    {
        WebRtcMediaSession? session;
        lock (_lock)
        {
            if (!_sessions.TryGetValue(message.CallId, out session))
            {
                if (_early.Count == MaxEarly)
                {
                    _early.Dequeue();
                }

                _early.Enqueue(message);
                return;
            }
        }

        session.OnPeerMessage(message);
    }

    public void OnLineRestored()
    {
        List<WebRtcMediaSession> sessions;
        lock (_lock)
        {
            sessions = [.. _sessions.Values];
        }

        sessions.ForEach(s => s.OnLineRestored());
    }

    private void Forget(WebRtcMediaSession session)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(session.CallId, out var present) && present == session)
            {
                _sessions.Remove(session.CallId);
            }
        }
    }

    private sealed class Preview(ILocalTrack track, IDisposable shown) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            shown.Dispose();
            return track.DisposeAsync();
        }
    }

    private sealed class PreviewObserver(ILogger logger) : ILocalTrackObserver
    {
        public void OnTrackFailed(ILocalTrack track, string reason) => WebRtcLog.PreviewFailed(logger, reason);
    }
}
