using Calling.Conformance.Engines;
using Calling.Providers.WebRtc.GStreamer;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Conformance.WebRtc;

/// <summary>The self-hosted provider on GStreamer.</summary>
public sealed class WebRtcFixture : EngineFixture
{
    public override string Name => "WebRtc";

    protected override IPeerConnectionFactory CreateEngine() => new GStreamerPeerConnectionFactory();
}
