using Calling.Media;
using Calling.Providers;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Conformance.Engines;

/// <summary>An engine whose connections are counted.</summary>
internal sealed class CountingFactory(IPeerConnectionFactory inner, CallParty device, SentPackets packets) : IPeerConnectionFactory
{
    public string Name => inner.Name;

    public ValueTask WarmUpAsync(CancellationToken ct) => inner.WarmUpAsync(ct);

    public IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer)
    {
        var connection = new CountingConnection(inner.CreatePeerConnection(configuration, observer));
        packets.Add(device, connection);
        return connection;
    }

    public ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer) => inner.CreateAudioTrack(source, observer);

    public ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer) => inner.CreateVideoTrack(source, observer);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
