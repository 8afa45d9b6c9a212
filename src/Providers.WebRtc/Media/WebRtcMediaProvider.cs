using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc;

/// <summary>The media of one line: a session per call, and the way of peer messages to them.</summary>
internal sealed class WebRtcMediaProvider(
    IPeerChannel channel, IPeerConnectionFactory engine, WebRtcOptions options, TimeProvider time, ILogger logger) : IMediaProvider
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WebRtcMediaSession> _sessions = [];

    /// <summary>Of calls whose media is not open yet.</summary>
    private readonly EarlyMessages _early = new();

    /// <inheritdoc />
    public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer)
    {
        var configuration = new PeerConnectionConfiguration(
            [.. options.IceServers, .. IceGrant.Read(plan.Grant)], options.IceTransportPolicy, [.. options.LocalAddresses]);
        var context = new PeerContext(plan.CallId, Guid.NewGuid().ToString("N"), channel, engine, configuration, time, logger)
        {
            MeasuresLevels = plan.AudioLevelInterval is not null,
        };
        var session = new WebRtcMediaSession(plan, context, observer, Forget);
        lock (_lock)
        {
            _sessions[plan.CallId] = session;

            // Under the lock, so that what comes now stays behind them.
            _early.Take(plan.CallId).ForEach(session.OnPeerMessage);
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
                _early.Add(message);
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
