using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Told how a connection goes.</summary>
internal interface IPeerLinkOwner
{
    /// <summary>The peer's media session as far as it is known.</summary>
    string? PeerSession { get; }

    /// <summary>Whether the peer may show this certificate: it cannot change during the call (rule CALL-097).</summary>
    bool Accepts(string fingerprint);

    /// <summary>The connection's state changed. In order; returns at once.</summary>
    void OnState(PeerLink link, PeerConnectionState state, string? reason);

    /// <summary>The negotiation cannot go on.</summary>
    void OnBroken(PeerLink link, string code, string message);
}
