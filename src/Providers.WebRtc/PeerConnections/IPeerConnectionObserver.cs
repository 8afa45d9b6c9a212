namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>Told what happens to a connection. Any thread, one call at a time, in order; it returns at once and never throws.</summary>
public interface IPeerConnectionObserver
{
    /// <summary>A local candidate was found.</summary>
    /// <param name="candidate">To be sent to the peer.</param>
    void OnIceCandidate(IceCandidate candidate);

    /// <summary>The state changed.</summary>
    /// <param name="state">The new state. <see cref="PeerConnectionState.Connected"/> means ICE and DTLS both are, and the peer's
    /// certificate has the signalled fingerprint (rule CALL-097).</param>
    /// <param name="reason">What the stack said, for a failure.</param>
    void OnStateChanged(PeerConnectionState state, string? reason);
}
