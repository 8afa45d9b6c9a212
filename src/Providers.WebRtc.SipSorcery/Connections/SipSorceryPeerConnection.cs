using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery.Capture;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>One connection: negotiation in order, candidates, media in both directions, and one orderly end.</summary>
internal sealed class SipSorceryPeerConnection : IPeerConnection
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

    private readonly PeerConnectionConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Action<IAsyncDisposable> _onEnded;
    private readonly ConnectionMonitor _monitor;
    private readonly ArrivalWatch _arrivals;
    private readonly PeerReports _reports;
    private readonly SinkList<IVideoSink> _videoSinks;
    private readonly SinkList<IAudioSink> _audioSinks;
    private readonly RtpSender[] _senders;
    private readonly RtpReceiver[] _receivers;
    private readonly SemaphoreSlim _order = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _endGate = new();
    private readonly List<IceCandidate> _early = [];
    private volatile Stack? _stack;
    private volatile string _mid = "0";
    private volatile RemoteSdp? _remote;
    private Turn _turn;
    private Task? _end;

    internal SipSorceryPeerConnection(
        SipSorceryOptions options, PeerConnectionConfiguration configuration, IPeerConnectionObserver observer, TimeProvider time, ILogger log,
        Action<IAsyncDisposable> onEnded)
    {
        (_configuration, _time, _log, _onEnded) = (configuration, time, log, onEnded);
        _monitor = new ConnectionMonitor(observer, log);
        _arrivals = new ArrivalWatch(time, _monitor.OnSilence, _monitor.OnArrival);
        _reports = new PeerReports(time);
        _videoSinks = new SinkList<IVideoSink>(MediaKind.Video, log);
        _audioSinks = new SinkList<IAudioSink>(MediaKind.Audio, log);
        _senders = Array.ConvertAll(Formats.Both, kind => new RtpSender(kind, time));
        _receivers =
        [
            new AudioReceiver(_audioSinks, options, time, log),
            new VideoReceiver(_videoSinks, ssrc => _stack?.AskForKeyFrame(ssrc), options, time, log),
        ];
    }

    public PeerConnectionState State => _monitor.State;

    /// <summary>Frames that decoders gave, for tests: zero must mean zero.</summary>
    internal long Decoded => _receivers.Sum(receiver => receiver.Decoded);

    public Task<SessionDescription> CreateOfferAsync(CancellationToken ct) => InOrder(
        () =>
        {
            Require(Turn.Nothing, "An offer is made on a fresh connection only");
            _turn = Turn.Broken;
            _stack = Build(Formats.Both);
            var sdp = _stack.CreateOffer();
            _turn = Turn.OfferMade;
            return new SessionDescription(SdpType.Offer, sdp);
        },
        ct);

    public Task<SessionDescription> CreateAnswerAsync(CancellationToken ct) => InOrder(
        () =>
        {
            Require(Turn.OfferSet, "An answer is made once, after the peer's offer was set");
            _turn = Turn.Broken;
            var sdp = _stack!.CreateAnswer();
            _turn = Turn.Negotiated;
            return new SessionDescription(SdpType.Answer, sdp);
        },
        ct);

    public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(description);
        return InOrder(
            () =>
            {
                var offer = description.Type == SdpType.Offer;
                Require(offer ? Turn.Nothing : Turn.OfferMade, offer ? "An offer is set on a fresh connection only" : "An answer is set once, after the own offer");
                var remote = RemoteSdp.Parse(description.Sdp);

                // The stack numbers the sections of its offers.
                if (!offer && !remote.Media.Select(m => m.Mid).SequenceEqual(["0", "1"]))
                {
                    throw RemoteSdp.Refuse("it does not answer the sections of the offer in their order");
                }

                _turn = Turn.Broken;
                _remote = remote;
                if (offer)
                {
                    _mid = remote.Media[0].Mid;
                    _stack = Build([.. remote.Media.Select(m => m.Kind)]);
                }

                _stack!.SetRemote(description);
                _turn = offer ? Turn.OfferSet : Turn.Negotiated;
                foreach (var candidate in _early)
                {
                    AddEarly(candidate);
                }

                _early.Clear();
                return true;
            },
            ct);
    }

    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Candidate.Length == 0)
        {
            // End of candidates: the stack needs no telling.
            return Task.CompletedTask;
        }

        return InOrder(
            () =>
            {
                var read = AddressCandidate.Read(candidate);
                if (_turn is Turn.OfferSet or Turn.Negotiated)
                {
                    _stack!.AddCandidate(read.Candidate);
                }
                else
                {
                    _early.Add(read);
                }

                return true;
            },
            ct);
    }

    public void SetTrack(MediaKind kind, ILocalTrack? track)
    {
        if (track is not null && (track is not LocalTrack own || own.Kind != kind))
        {
            throw new ArgumentException($"Not a {kind} track of this engine.", nameof(track));
        }

        Array.Find(_senders, sender => sender.Kind == kind)!.SetTrack((LocalTrack?)track);
    }

    public IDisposable AddVideoSink(IVideoSink sink) => _videoSinks.Add(sink);

    public IDisposable AddAudioSink(IAudioSink sink) => _audioSinks.Add(sink);

    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var outgoing = _senders.Select(sender =>
        {
            var (lost, jitter) = _reports.Of(sender.Kind);
            return Make(sender.Kind, true, sender.Packets, sender.Bytes, lost, jitter, sender.Age);
        });
        var incoming = _receivers.Select(receiver =>
        {
            var (packets, bytes, lost, jitter, age) = receiver.Received.Read();
            return Make(receiver.Kind, false, packets, bytes, lost, jitter, age);
        });
        return ValueTask.FromResult(new PeerConnectionStats(_reports.RoundTrip, [.. outgoing, .. incoming]));
    }

    public ValueTask DisposeAsync()
    {
        _monitor.Close();
        _onEnded(this);
        lock (_endGate)
        {
            return new ValueTask(_end ??= Workers.Run(TakeDown));
        }
    }

    private static StreamStats Make(MediaKind kind, bool outgoing, long packets, long bytes, long lost, TimeSpan? jitter, TimeSpan? age)
        => new(kind, outgoing, Formats.Codec(kind), packets, bytes, lost, jitter, age is { TotalSeconds: > 0 } span ? bytes * 8 / span.TotalSeconds : 0);

    private void TakeDown()
    {
        // Not on this thread: the owner's continuations may run in it and wait for this very end.
        _ = _ending.CancelAsync();
        _arrivals.Dispose();
        foreach (var sender in _senders)
        {
            sender.Close();
        }

        // Whoever is inside leaves soon: nothing there waits for the network.
        _order.Wait();
        _stack?.Dispose();
        foreach (var receiver in _receivers)
        {
            receiver.Dispose();
        }

        _order.Release();
    }

    // Making a description waits for gathering to begin, so nothing of this runs on the caller's thread.
    private async Task<T> InOrder<T>(Func<T> action, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, _ending.Token);
        try
        {
            await _order.WaitAsync(both.Token).ConfigureAwait(false);
            try
            {
                both.Token.ThrowIfCancellationRequested();
                return await Task.Run(action, CancellationToken.None).ConfigureAwait(false);
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
        catch (Exception refused) when (refused is not (OperationCanceledException or PeerConnectionException))
        {
            throw new PeerConnectionException($"The stack refused: {refused.Message}", refused);
        }
    }

    // A candidate that the stack refuses costs a path, and not the description that came after it.
    private void AddEarly(IceCandidate candidate)
    {
        try
        {
            _stack!.AddCandidate(candidate.Candidate);
        }
        catch (Exception refused)
        {
            Log.CandidateRefused(_log, refused);
        }
    }

    private void Require(Turn turn, string rule)
    {
        if (_turn != turn)
        {
            throw new PeerConnectionException($"{rule}; this one is in state {_turn}.");
        }
    }

    private Stack Build(IReadOnlyList<MediaKind> kinds) => new(
        _configuration, kinds,
        new StackEvents(OnState, OnIceState, OnCandidate, OnPacket, OnReport, _reports.OnSent, _arrivals.Count), _time, _log);

    private void OnState(RTCPeerConnectionState state, string? closeReason)
    {
        if (state == RTCPeerConnectionState.connected && _stack is { } stack)
        {
            _arrivals.Start();
            stack.StartReports();
            foreach (var media in _remote!.Media)
            {
                Array.Find(_senders, sender => sender.Kind == media.Kind)!.SetConnected(stack.Connection, media.PayloadType);
            }
        }

        _monitor.OnState(state, closeReason);
    }

    private void OnIceState(RTCIceConnectionState state)
    {
        if (state == RTCIceConnectionState.checking)
        {
            _monitor.OnConnecting();
        }
    }

    private void OnCandidate(string candidate) => _monitor.OnCandidate(new IceCandidate(candidate, _mid, 0));

    private void OnPacket(SDPMediaTypesEnum type, RTPPacket packet)
        => Array.Find(_receivers, receiver => Formats.Type(receiver.Kind) == type)?.OnPacket(packet);

    private void OnReport(RTCPCompoundPacket report)
    {
        _reports.OnReceived(report, ssrc => _stack?.KindOf(ssrc));
        if (report.Feedback is { Header.PacketType: RTCPReportTypesEnum.PSFB, Header.PayloadFeedbackMessageType: PSFBFeedbackTypesEnum.PLI or PSFBFeedbackTypesEnum.FIR })
        {
            Array.Find(_senders, sender => sender.Kind == MediaKind.Video)!.RequestKeyFrame();
        }
    }
}
