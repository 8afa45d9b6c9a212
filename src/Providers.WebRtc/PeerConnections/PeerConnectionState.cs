namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCPeerConnectionState</c>.</summary>
public enum PeerConnectionState
{
    /// <summary>Nothing has begun.</summary>
    New,

    /// <summary>ICE or DTLS is being set up.</summary>
    Connecting,

    /// <summary>Media can flow, encrypted, to the peer that was signalled.</summary>
    Connected,

    /// <summary>The path was lost and may come back.</summary>
    Disconnected,

    /// <summary>Set-up failed, the path is lost for good, or the certificate was another one.</summary>
    Failed,

    /// <summary>Closed here.</summary>
    Closed,
}
