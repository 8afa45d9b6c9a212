using System.Collections.Concurrent;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Tests;

/// <summary>One connection with everything it told and received.</summary>
internal sealed class Peer : IPeerConnectionObserver, IAsyncDisposable
{
    private readonly Eventually _event = new();
    private Peer? _other;

    internal Peer(IPeerConnectionFactory factory, PeerConnectionConfiguration? configuration = null, bool listens = true)
    {
        Connection = factory.CreatePeerConnection(configuration ?? Loopback, this);
        if (listens)
        {
            Connection.AddVideoSink(Pictures);
            Connection.AddAudioSink(Sound);
        }
    }

    internal static PeerConnectionConfiguration Loopback { get; } = new([], IceTransportPolicy.All, ["127.0.0.1"]);

    internal IPeerConnection Connection { get; }

    internal PictureSink Pictures { get; } = new();

    internal SoundSink Sound { get; } = new();

    internal ConcurrentQueue<(PeerConnectionState State, string? Reason)> States { get; } = new();

    internal ConcurrentQueue<IceCandidate> Candidates { get; } = new();

    /// <summary>Changes what goes over to the other side.</summary>
    internal Func<IceCandidate, IceCandidate> Relay { get; set; } = candidate => candidate;

    internal Action<PeerConnectionState>? OnState { get; set; }

    public void OnIceCandidate(IceCandidate candidate)
    {
        Candidates.Enqueue(candidate);
        if (_other is { } other)
        {
            _ = other.Connection.AddIceCandidateAsync(Relay(candidate), CancellationToken.None);
        }
    }

    public void OnStateChanged(PeerConnectionState state, string? reason)
    {
        States.Enqueue((state, reason));
        _event.Pulse();
        OnState?.Invoke(state);
    }

    internal Task Reaches(PeerConnectionState state, TimeSpan? deadline = null)
        => _event.Until(() => States.Any(s => s.State == state), $"state {state}", deadline);

    /// <summary>Waits until this is the last state told.</summary>
    internal Task Becomes(PeerConnectionState state, TimeSpan? deadline = null)
        => _event.Until(() => !States.IsEmpty && States.Last().State == state, $"state {state} again", deadline);

    internal async Task<StreamStats> Stats(MediaKind kind, bool outgoing)
        => (await Connection.GetStatsAsync(default)).Streams.Single(s => s.Kind == kind && s.IsOutgoing == outgoing);

    /// <summary>Candidates of each side go to the other from now on; those that came before go at once.</summary>
    internal static void Trickle(Peer a, Peer b)
    {
        foreach (var (from, to) in new[] { (a, b), (b, a) })
        {
            foreach (var candidate in from.Candidates)
            {
                _ = to.Connection.AddIceCandidateAsync(from.Relay(candidate), CancellationToken.None);
            }

            from._other = to;
        }
    }

    /// <summary>Offer from a, answer from b, and both connected.</summary>
    internal static async Task Connect(Peer a, Peer b, Func<string, string>? changeAnswer = null)
    {
        await Negotiate(a, b, changeAnswer);
        await a.Reaches(PeerConnectionState.Connected);
        await b.Reaches(PeerConnectionState.Connected);
    }

    internal static async Task Negotiate(Peer a, Peer b, Func<string, string>? changeAnswer = null)
    {
        Trickle(a, b);
        var offer = await a.Connection.CreateOfferAsync(default);
        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        var answer = await b.Connection.CreateAnswerAsync(default);
        await a.Connection.SetRemoteDescriptionAsync(answer with { Sdp = changeAnswer?.Invoke(answer.Sdp) ?? answer.Sdp }, default);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
