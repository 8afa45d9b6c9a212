using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Tests;

/// <summary>An engine whose packets a test can lose without the stack being told, as a network does. For one device, on loopback.</summary>
internal sealed class CuttableEngine(IPeerConnectionFactory inner) : IPeerConnectionFactory
{
    private readonly Lock _lock = new();
    private readonly List<UdpRelay> _relays = [];
    private volatile bool _isCut;
    private volatile int _losesEach;
    private int _packets;

    public string Name => inner.Name;

    /// <summary>Whether nothing comes through, on whatever connection.</summary>
    public bool IsCut
    {
        get => _isCut;
        set => _isCut = value;
    }

    /// <summary>Of so many packets one is lost, counted over all connections; none if 0.</summary>
    public int LosesEach
    {
        get => _losesEach;
        set => _losesEach = value;
    }

    /// <summary>Connections that were made so far.</summary>
    public int Connections
    {
        get
        {
            lock (_lock)
            {
                return _relays.Count;
            }
        }
    }

    /// <summary>Nothing comes through on the connections that there are now, ever again; those that are made later work.</summary>
    public void Strand()
    {
        lock (_lock)
        {
            _relays.ForEach(r => r.IsStranded = true);
        }
    }

    public ValueTask WarmUpAsync(CancellationToken ct) => inner.WarmUpAsync(ct);

    public IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer)
    {
        var relay = new UdpRelay(() => _isCut || (_losesEach is > 0 and var each && Interlocked.Increment(ref _packets) % each == 0));
        lock (_lock)
        {
            _relays.Add(relay);
        }

        return new Connection(inner.CreatePeerConnection(configuration, new Observer(observer, relay)), relay);
    }

    public ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer) => inner.CreateAudioTrack(source, observer);

    public ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer) => inner.CreateVideoTrack(source, observer);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Observer(IPeerConnectionObserver inner, UdpRelay relay) : IPeerConnectionObserver
    {
        public void OnIceCandidate(IceCandidate candidate) => inner.OnIceCandidate(relay.Outward(candidate));

        public void OnStateChanged(PeerConnectionState state, string? reason) => inner.OnStateChanged(state, reason);
    }

    private sealed class Connection(IPeerConnection inner, UdpRelay relay) : IPeerConnection
    {
        public PeerConnectionState State => inner.State;

        public Task<SessionDescription> CreateOfferAsync(CancellationToken ct) => inner.CreateOfferAsync(ct);

        public Task<SessionDescription> CreateAnswerAsync(CancellationToken ct) => inner.CreateAnswerAsync(ct);

        public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct) => inner.SetRemoteDescriptionAsync(description, ct);

        public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct) => inner.AddIceCandidateAsync(relay.Inward(candidate), ct);

        public void SetTrack(MediaKind kind, ILocalTrack? track) => inner.SetTrack(kind, track);

        public IDisposable AddVideoSink(IVideoSink sink) => inner.AddVideoSink(sink);

        public IDisposable AddAudioSink(IAudioSink sink) => inner.AddAudioSink(sink);

        public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct) => inner.GetStatsAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync().ConfigureAwait(false);
            relay.Dispose();
        }
    }
}
