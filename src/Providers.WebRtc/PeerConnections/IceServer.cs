namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCIceServer</c>: one STUN or TURN server. Bindable from configuration.</summary>
public sealed class IceServer
{
    /// <summary><c>stun:host[:port]</c>, <c>turn:host[:port][?transport=udp|tcp]</c> or <c>turns:…</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>TURN user name.</summary>
    public string? Username { get; set; }

    /// <summary>TURN password.</summary>
    public string? Credential { get; set; }
}
