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

    /// <summary>
    /// The path was lost and may come back: nothing came from the peer for 4 to 5 s, whether or not it is muted (rule CALL-111).
    /// </summary>
    Disconnected,

    /// <summary>Set-up failed, the path is lost for good, or the certificate was another one.</summary>
    Failed,

    /// <summary>Closed here.</summary>
    Closed,
}
