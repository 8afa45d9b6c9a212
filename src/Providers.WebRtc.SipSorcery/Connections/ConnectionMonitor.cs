using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>Decides the connection's state from what the stack reports, and tells the observer on a queue of its own.</summary>
/// <remarks>
/// The stack compares the peer's certificate with the signalled fingerprint before it takes the keys of media: there is no connected
/// state, and no packet that is decrypted, without that (rule CALL-097).
/// </remarks>
internal sealed class ConnectionMonitor(IPeerConnectionObserver observer, ILogger log)
{
    private const string ClosedByPeer = "Remote DTLS close notification received";

    private readonly Lock _gate = new();
    private readonly SerialQueue _news = new(log);
    private readonly HashSet<string> _candidates = new(StringComparer.Ordinal);
    private PeerConnectionState _decided;

    /// <summary>The state last told.</summary>
    internal PeerConnectionState State { get; private set; }

    /// <summary>The stack tells some candidates twice.</summary>
    internal void OnCandidate(IceCandidate candidate)
    {
        lock (_gate)
        {
            if (_decided is PeerConnectionState.Failed or PeerConnectionState.Closed || !_candidates.Add(candidate.Candidate))
            {
                return;
            }

            _news.Post(() => observer.OnIceCandidate(candidate));
        }
    }

    internal void OnState(RTCPeerConnectionState state, string? closeReason)
    {
        switch (state)
        {
            case RTCPeerConnectionState.connecting:
                OnConnecting();
                break;
            case RTCPeerConnectionState.connected:
                Become(PeerConnectionState.Connected, null);
                break;
            case RTCPeerConnectionState.disconnected:
                Become(PeerConnectionState.Disconnected, "ICE lost the path to the peer.");
                break;
            case RTCPeerConnectionState.failed:
                Become(PeerConnectionState.Failed, "ICE or DTLS failed: no path to the peer.");
                break;
            // The peer's close overtakes its hang-up on the signalling line. What it means, that line says; if it says nothing,
            // the silence that follows is a loss like any other.
            case RTCPeerConnectionState.closed when closeReason == ClosedByPeer && WasConnected:
                break;
            case RTCPeerConnectionState.closed:
                Become(PeerConnectionState.Failed, Explain(closeReason));
                break;
        }
    }

    internal void OnConnecting() => Become(PeerConnectionState.Connecting, null);

    /// <summary>Nothing came from the peer any more, which the stack itself notices after eight seconds.</summary>
    internal void OnSilence() => Become(PeerConnectionState.Disconnected, "Nothing comes from the peer any more.");

    /// <summary>Packets came again.</summary>
    internal void OnArrival() => Become(PeerConnectionState.Connected, null);

    internal void Close() => Become(PeerConnectionState.Closed, null);

    private bool WasConnected
    {
        get
        {
            lock (_gate)
            {
                return _decided is PeerConnectionState.Connected or PeerConnectionState.Disconnected;
            }
        }
    }

    private static string Explain(string? closeReason) => closeReason switch
    {
        "dtls fingerprint mismatch" => "The peer's certificate is not the one that was signalled (fingerprint mismatch).",
        ClosedByPeer => "The peer closed the connection.",
        _ => $"The stack closed the connection: {closeReason}.",
    };

    private void Become(PeerConnectionState state, string? reason)
    {
        lock (_gate)
        {
            // Failed and Closed are final; a set-up that is over is not set up again.
            if (_decided == state || _decided == PeerConnectionState.Closed
                || (_decided == PeerConnectionState.Failed && state != PeerConnectionState.Closed)
                || (state == PeerConnectionState.Connecting && _decided != PeerConnectionState.New)
                || (state == PeerConnectionState.Disconnected && _decided != PeerConnectionState.Connected))
            {
                return;
            }

            _decided = state;
            if (state == PeerConnectionState.Failed)
            {
                Log.ConnectionFailed(log, reason ?? "");
            }

            _news.Post(() =>
            {
                State = state;
                observer.OnStateChanged(state, reason);
            });
        }
    }
}
