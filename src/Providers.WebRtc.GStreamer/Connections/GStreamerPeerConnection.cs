using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Capture;
using Calling.Providers.WebRtc.GStreamer.Engine;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>One connection: negotiation in order, candidates, media in both directions, and one orderly end.</summary>
internal sealed class GStreamerPeerConnection : IPeerConnection
{
    private enum Turn
    {
        Nothing,
        OfferMade,
        OfferSet,
        Negotiated,

        // The stack refused half-way: what it holds now fits no other description.
        Broken,
    }

    private readonly EngineRuntime _engine;
    private readonly GStreamerOptions _options;
    private readonly PeerConnectionConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly Action<IAsyncDisposable> _onEnded;
    private readonly ILogger _log;
    private readonly ConnectionMonitor _monitor;
    private readonly ArrivalWatch _arrivals;
    private readonly SinkList<IVideoSink> _videoSinks;
    private readonly SinkList<IAudioSink> _audioSinks;
    private readonly RtpSender[] _senders;
    private readonly SemaphoreSlim _order = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _padGate = new();
    private readonly List<RemoteStream> _streams = [];
    private readonly List<IceCandidate> _early = [];
    private WebRtcBin? _native;
    private RemoteSdp? _remote;
    private volatile string[] _mids = [];
    private Turn _turn;
    private bool _padsClosed;
    private Task? _end;

    internal GStreamerPeerConnection(
        EngineRuntime engine, GStreamerOptions options, PeerConnectionConfiguration configuration, IPeerConnectionObserver observer,
        TimeProvider time, ILogger log, Action<IAsyncDisposable> onEnded)
    {
        _onEnded = onEnded;
        (_engine, _options, _configuration, _time, _log) = (engine, options, configuration, time, log);
        _monitor = new ConnectionMonitor(observer, OnConnected, Abandon, log);
        _arrivals = new ArrivalWatch(time, _monitor.OnSilence, _monitor.OnArrival);
        _videoSinks = new SinkList<IVideoSink>(MediaKind.Video, log);
        _audioSinks = new SinkList<IAudioSink>(MediaKind.Audio, log);
        _senders = [new RtpSender(engine, MediaKind.Audio, time, log), new RtpSender(engine, MediaKind.Video, time, log)];
    }

    public PeerConnectionState State => _monitor.State;

    /// <summary>Frames that decoders gave, for tests: zero must mean zero.</summary>
    internal long Decoded
    {
        get
        {
            lock (_padGate)
            {
                return _streams.Sum(stream => stream.Decoded);
            }
        }
    }

    public async Task<SessionDescription> CreateOfferAsync(CancellationToken ct)
    {
        return await InOrder(
            async token =>
            {
                Require(Turn.Nothing, "An offer is made on a fresh connection only");
                _turn = Turn.Broken;
                Build([(MediaKind.Audio, MediaFormats.OfferedPayload(MediaKind.Audio)), (MediaKind.Video, MediaFormats.OfferedPayload(MediaKind.Video))]);
                var sdp = await _native!.CreateLocalAsync(SdpType.Offer, LearnMids, token).ConfigureAwait(false);
                _turn = Turn.OfferMade;
                return new SessionDescription(SdpType.Offer, sdp);
            },
            ct).ConfigureAwait(false);
    }

    public async Task<SessionDescription> CreateAnswerAsync(CancellationToken ct)
    {
        return await InOrder(
            async token =>
            {
                Require(Turn.OfferSet, "An answer is made once, after the peer's offer was set");
                _turn = Turn.Broken;
                var sdp = await _native!.CreateLocalAsync(SdpType.Answer, LearnMids, token).ConfigureAwait(false);
                _turn = Turn.Negotiated;
                return new SessionDescription(SdpType.Answer, sdp);
            },
            ct).ConfigureAwait(false);
    }

    public async Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(description);
        await InOrder(
            async token =>
            {
                var offer = description.Type == SdpType.Offer;
                Require(offer ? Turn.Nothing : Turn.OfferMade, offer ? "An offer is set on a fresh connection only" : "An answer is set once, after the own offer");
                var remote = RemoteSdp.Parse(description.Sdp);
                if (!offer && !remote.Media.Select(m => m.Mid).SequenceEqual(_mids))
                {
                    throw RemoteSdp.Refuse("it does not answer the sections of the offer in their order");
                }

                _turn = Turn.Broken;
                if (offer)
                {
                    Build([.. remote.Media.Select(m => (m.Kind, m.PayloadType))]);
                }

                _monitor.Expect(remote.Fingerprint, () => _native!.RemoteCertificate);
                await _native!.SetRemoteAsync(description.Type, description.Sdp, token).ConfigureAwait(false);
                (_remote, _turn) = (remote, offer ? Turn.OfferSet : Turn.Negotiated);
                foreach (var candidate in _early)
                {
                    Give(candidate);
                }

                _early.Clear();
                return true;
            },
            ct).ConfigureAwait(false);
    }

    public async Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Candidate.Length == 0)
        {
            // End of candidates: the stack needs no telling.
            return;
        }

        var read = AddressCandidate.Read(candidate);
        await InOrder(
            token =>
            {
                if (_remote is null)
                {
                    _early.Add(read);
                }
                else
                {
                    Give(read);
                }

                return Task.FromResult(true);
            },
            ct).ConfigureAwait(false);
    }

    public void SetTrack(MediaKind kind, ILocalTrack? track)
    {
        if (track is not null && (track is not LocalTrack own || own.Kind != kind || own.Engine != _engine))
        {
            throw new ArgumentException($"Not a {kind} track of this engine.", nameof(track));
        }

        Array.Find(_senders, sender => sender.Kind == kind)!.SetTrack((LocalTrack?)track);
    }

    public IDisposable AddVideoSink(IVideoSink sink) => _videoSinks.Add(sink);

    public IDisposable AddAudioSink(IAudioSink sink) => _audioSinks.Add(sink);

    public async ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct)
    {
        return await InOrder(
            async token => _native is null
                ? Read(0) : await _native.GetStatsAsync(Read).WaitAsync(token).ConfigureAwait(false),
            ct).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _monitor.Close();
        _onEnded(this);
        return new ValueTask(End());
    }

    private Task End()
    {
        lock (_padGate)
        {
            return _end ??= Workers.Run(TakeDown);
        }
    }

    private void TakeDown()
    {
        // Not on this thread: the owner's continuations may run in it and wait for this very end.
        _ = _ending.CancelAsync();
        _arrivals.Dispose();
        foreach (var sender in _senders)
        {
            sender.Close();
        }

        // Whoever is inside was cancelled and leaves at once.
        _order.Wait();
        lock (_padGate)
        {
            _padsClosed = true;
        }

        _native?.Dispose();
        _native = null;
        foreach (var stream in _streams)
        {
            stream.Dispose();
        }

        _order.Release();
    }

    private void OnConnected()
    {
        _native?.QueueLatency();
        _native?.Report();
        _arrivals.Start();
        foreach (var sender in _senders)
        {
            sender.SetConnected();
        }
    }

    // A peer that is not the one signalled gets nothing more: sockets close without waiting for the owner.
    private void Abandon() => _ = End();

    private async Task<T> InOrder<T>(Func<CancellationToken, Task<T>> action, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, _ending.Token);
        try
        {
            await _order.WaitAsync(both.Token).ConfigureAwait(false);
            try
            {
                both.Token.ThrowIfCancellationRequested();
                return await action(both.Token).ConfigureAwait(false);
            }
            finally
            {
                _order.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new PeerConnectionException("The connection is closed.");
        }
        catch (InvalidOperationException refused)
        {
            throw new PeerConnectionException(refused.Message, refused);
        }
    }

    private void Require(Turn turn, string rule)
    {
        if (_turn != turn)
        {
            throw new PeerConnectionException($"{rule}; this one is in state {_turn}.");
        }
    }

    private void Build(IReadOnlyList<(MediaKind Kind, int Payload)> media)
    {
        _native = new WebRtcBin(
            _engine, _options, _configuration,
            new WebRtcBinEvents(OnCandidate, _monitor.OnConnectionState, _monitor.OnIceState, OnPadAdded, _monitor.OnError, _arrivals.Count), _log);
        for (var line = 0; line < media.Count; line++)
        {
            var (kind, payload) = media[line];
            Array.Find(_senders, sender => sender.Kind == kind)!.Build(_native.Pipeline, _native.RequestPad(line, kind, payload), payload);
        }

        _native.Play();
    }

    private void LearnMids(string sdp)
        => _mids = [.. sdp.Split('\n').Where(line => line.StartsWith("a=mid:", StringComparison.Ordinal)).Select(line => line[6..].TrimEnd())];

    private void OnCandidate(int line, string candidate)
        => _monitor.OnCandidate(new IceCandidate(candidate, line < _mids.Length ? _mids[line] : null, line));

    private void OnPadAdded(nint pad)
    {
        lock (_padGate)
        {
            if (!_padsClosed && Interop.Gst.gst_pad_get_direction(pad) == Interop.Gst.PadSource
                && RemoteStream.Build(_native!.Pipeline, pad, _monitor.MayDecode, _time.GetTimestamp(), _videoSinks, _audioSinks, _log) is { } stream)
            {
                _streams.Add(stream);
                _native.QueueLatency();
            }
        }
    }

    // Everything is bundled: whatever section a candidate names, the transport is the first one's.
    private void Give(IceCandidate candidate) => _native!.AddCandidate(0, candidate.Candidate);

    private PeerConnectionStats Read(nint reply)
    {
        var streams = new List<StreamStats>();
        double? roundTrip = null;
        foreach (var sender in _senders)
        {
            streams.Add(StatsReader.Outgoing(reply, sender.Kind, sender.Ssrc, sender.Age));
            roundTrip ??= StatsReader.RoundTrip(reply, sender.Ssrc);
        }

        lock (_padGate)
        {
            foreach (var sender in _senders)
            {
                var stream = _streams.FindLast(s => s.Kind == sender.Kind);
                streams.Add(StatsReader.Incoming(reply, sender.Kind, stream?.Ssrc ?? 0, stream is null ? null : _time.GetElapsedTime(stream.BeganAt)));
            }
        }

        return new PeerConnectionStats(roundTrip is { } seconds ? TimeSpan.FromSeconds(seconds) : null, streams);
    }
}
