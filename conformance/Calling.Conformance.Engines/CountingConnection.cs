using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Conformance.Engines;

/// <summary>A connection whose statistics are still there after its end.</summary>
internal sealed class CountingConnection(IPeerConnection inner) : IPeerConnection
{
    private PeerConnectionStats? _last;

    public PeerConnectionState State => inner.State;

    public async ValueTask<long> SentAsync(MediaKind kind) =>
        (_last ?? await inner.GetStatsAsync(CancellationToken.None)).Streams.Where(s => s.IsOutgoing && s.Kind == kind).Sum(s => s.Packets);

    public Task<SessionDescription> CreateOfferAsync(CancellationToken ct) => inner.CreateOfferAsync(ct);

    public Task<SessionDescription> CreateAnswerAsync(CancellationToken ct) => inner.CreateAnswerAsync(ct);

    public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct) => inner.SetRemoteDescriptionAsync(description, ct);

    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct) => inner.AddIceCandidateAsync(candidate, ct);

    public void SetTrack(MediaKind kind, ILocalTrack? track) => inner.SetTrack(kind, track);

    public IDisposable AddVideoSink(IVideoSink sink) => inner.AddVideoSink(sink);

    public IDisposable AddAudioSink(IAudioSink sink) => inner.AddAudioSink(sink);

    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct) => inner.GetStatsAsync(ct);

    public async ValueTask DisposeAsync()
    {
        try
        {
            _last ??= await inner.GetStatsAsync(CancellationToken.None);
        }
        finally
        {
            await inner.DisposeAsync();
        }
    }
}
