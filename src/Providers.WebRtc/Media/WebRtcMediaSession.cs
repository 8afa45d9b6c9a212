using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Signaling.Client;

namespace Calling.Providers.WebRtc;

/// <summary>The media of one call: this device's tracks, and a connection to each other device that is in it.</summary>
internal sealed class WebRtcMediaSession : IMediaSession
{
    private readonly PeerContext _context;
    private readonly IMediaObserver _observer;
    private readonly Action<WebRtcMediaSession> _closed;
    private readonly LocalTracks _tracks;
    private readonly MemberSinks _sinks = new();
    private readonly QualityWatch _quality;
    private readonly TimeSpan? _levelInterval;
    private readonly Lock _lock = new();
    private readonly Lock _speaking = new();
    private readonly Dictionary<CallParty, RemotePeer> _peers = [];

    /// <summary>Of devices that the roster does not name yet, or names as they were before.</summary>
    private readonly EarlyMessages _early = new();
    private readonly HashSet<RemotePeer> _leaving = [];
    private LevelWatch? _levels;
    private bool _started;
    private bool _silent;
    private bool _disposed;

    public WebRtcMediaSession(MediaPlan plan, PeerContext context, IMediaObserver observer, Action<WebRtcMediaSession> closed)
    {
        (_context, _observer, _closed, _levelInterval) = (context, observer, closed, plan.AudioLevelInterval);
        _tracks = new(plan, context.Engine, (kind, reason) => Say(new MediaSignal.DeviceUnavailable(kind, reason)));
        _quality = new(context.Time, Peers, Say, context.Logger);
    }

    public string CallId => _context.CallId;

    /// <inheritdoc />
    public ValueTask PrepareAsync(CancellationToken ct) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken ct)
    {
        _tracks.Start();
        lock (_lock)
        {
            _started = true;
            if (_levelInterval is { } interval && !_disposed)
            {
                _levels ??= new(_context.Time, interval, ReadLevels, Say);
            }

            foreach (var peer in _peers.Values)
            {
                _tracks.AttachTo(peer.Connection);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roster);
        List<RemotePeer> gone = [];
        List<CallMember> newcomers = [];
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            foreach (var party in _peers.Keys.Except(roster.Members.Select(m => m.Party)).ToList())
            {
                _peers.Remove(party, out var peer);
                gone.Add(peer!);
                _leaving.Add(peer!);
            }

            foreach (var member in roster.Members)
            {
                if (_peers.TryGetValue(member.Party, out var known))
                {
                    known.Update(member);
                }
                else
                {
                    newcomers.Add(member);
                }
            }
        }

        foreach (var peer in gone)
        {
            _sinks.Disconnect(peer.Member.Party.UserId, peer);
            _ = LetGoAsync(peer);
        }

        foreach (var member in newcomers)
        {
            try
            {
                await AddAsync(member).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                WebRtcLog.Faulted(_context.Logger, e, CallId, member.Party);

                // One member's affair, as a path that fails is (rule CALL-111).
                Say(new MediaSignal.PeerFailed(member.Party, new("connection", e.Message)));
            }
        }
    }

    /// <summary>Silences a connection now and closes it behind what the caller does: nobody who comes in waits for who has left.</summary>
    private async Task LetGoAsync(RemotePeer peer)
    {
        try
        {
            await peer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WebRtcLog.Faulted(_context.Logger, e, CallId, peer.Member.Party);
        }

        lock (_lock)
        {
            _leaving.Remove(peer);
        }
    }

    /// <inheritdoc />
    public void SetGate(MediaKind kind, bool open) => _tracks.SetGate(kind, open);

    /// <inheritdoc />
    public IDisposable AddVideoSink(string userId, IVideoSink sink) => _sinks.AddVideo(userId, sink);

    /// <inheritdoc />
    public IDisposable AddAudioSink(string userId, IAudioSink sink) => _sinks.AddAudio(userId, sink);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct)
    {
        var stats = new List<MediaStats>();
        foreach (var peer in Peers())
        {
            try
            {
                stats.Add(await peer.GetStatsAsync(ct).ConfigureAwait(false));
            }
            catch (PeerConnectionException)
            {
                // It was closed meanwhile; the others are still measured.
            }
        }

        return stats;
    }

    public void OnPeerMessage(PeerMessage message)
    {
        RemotePeer? peer;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            if (!_peers.TryGetValue(message.From, out peer))
            {
                // The roster is on its way through the mailbox; the server relays only between members.
                _early.Add(message);
                return;
            }
        }

        Give(peer, message);
    }

    public void OnLineRestored()
    {
        foreach (var peer in Peers())
        {
            peer.OnLineRestored();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // One lock after the other, never one inside the other: an engine may speak while it is being called.
        lock (_speaking)
        {
            _silent = true;
        }

        List<RemotePeer> peers;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            peers = [.. _peers.Values, .. _leaving];
            _peers.Clear();
            _early.Clear();
        }

        _closed(this);
        peers.ForEach(p => _sinks.Disconnect(p.Member.Party.UserId, p));
        await Release.AllAsync([_tracks, _quality, _levels, .. peers]).ConfigureAwait(false);
    }

    private async ValueTask AddAsync(CallMember member)
    {
        // Not under the lock: an engine may have to load itself, and neither messages nor the end wait for that.
        var peer = new RemotePeer(_context, member, Say, OnTakenOver);
        bool added = false;
        try
        {
            peer.Watch();
            _sinks.Connect(member.Party.UserId, peer, peer.Connection);
            if (_started)
            {
                _tracks.AttachTo(peer.Connection);
            }

            lock (_lock)
            {
                added = !_disposed && _peers.TryAdd(member.Party, peer);
                if (added)
                {
                    // What comes now stays behind what came early.
                    peer.Start();
                    _early.Take(CallId, member.Party).ForEach(m => Give(peer, m));
                }
            }

            _quality.Start();
        }
        finally
        {
            if (!added)
            {
                _sinks.Disconnect(member.Party.UserId, peer);
                await peer.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>What is of the device as it comes again waits until the roster says so: it is another presence, with another certificate.</summary>
    private void Give(RemotePeer peer, PeerMessage message)
    {
        if (!peer.OnMessage(message))
        {
            _early.Add(message);
        }
    }

    private void OnTakenOver(RemotePeer peer, IPeerConnection connection)
    {
        bool attach;
        lock (_lock)
        {
            attach = _started && !_disposed;
        }

        if (attach)
        {
            _tracks.AttachTo(connection);
        }

        _sinks.Move(peer.Member.Party.UserId, peer, connection);
    }

    private List<MemberAudioLevel> ReadLevels() =>
        [new(_context.Channel.Self, _tracks.ReadLevel()), .. Peers().Where(p => p.IsUp).Select(p => new MemberAudioLevel(p.Member.Party, p.Level!.Read()))];

    private List<RemotePeer> Peers()
    {
        lock (_lock)
        {
            return [.. _peers.Values];
        }
    }

    private void Say(MediaSignal signal)
    {
        lock (_speaking)
        {
            if (!_silent)
            {
                _observer.OnMedia(signal);
            }
        }
    }
}
