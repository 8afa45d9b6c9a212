using Calling.Conformance.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery;

namespace Calling.Conformance.SipSorcery;

/// <summary>The self-hosted provider on SIPSorcery.</summary>
public sealed class SipSorceryFixture : EngineFixture
{
    public override string Name => "SipSorcery";

    protected override IPeerConnectionFactory CreateEngine() => new SipSorceryPeerConnectionFactory();
}
