namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCIceTransportPolicy</c>.</summary>
public enum IceTransportPolicy
{
    /// <summary>Every kind of candidate.</summary>
    All,

    /// <summary>Relayed candidates only: the peer never learns this machine's address.</summary>
    Relay,
}
