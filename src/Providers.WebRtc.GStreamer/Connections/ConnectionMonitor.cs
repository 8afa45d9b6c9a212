using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>Decides the connection's state from what the stack reports and from the peer's certificate, and tells the observer.</summary>
/// <remarks>
/// webrtcbin 1.22 connects to whatever certificate the peer shows: comparing it with the signalled fingerprint is done here, once,
/// before the first packet may reach a decoder and before anything is sent.
/// </remarks>
internal sealed class ConnectionMonitor(IPeerConnectionObserver observer, Action onConnected, Action abandon, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly SerialQueue _news = new(log);
    private byte[]? _fingerprint;
    private Func<string?>? _certificate;
    private volatile bool _verified;
    private volatile bool _over;
    private PeerConnectionState _decided;

    /// <summary>The state last told.</summary>
    internal PeerConnectionState State { get; private set; }

    /// <summary>Says who the peer has to be.</summary>
    internal void Expect(byte[] fingerprint, Func<string?> certificate)
    {
        lock (_gate)
        {
            (_fingerprint, _certificate) = (fingerprint, certificate);
        }
    }

    /// <summary>Whether a packet of the peer may be decoded; the first ones can come before the stack reports the connection.</summary>
    internal bool MayDecode() => _verified || (!_over && Verify());

    internal void OnCandidate(IceCandidate candidate)
    {
        if (!_over)
        {
            _news.Post(() => observer.OnIceCandidate(candidate));
        }
    }

    /// <summary>GstWebRTCPeerConnectionState.</summary>
    internal void OnConnectionState(int state)
    {
        switch (state)
        {
            case 1:
                Become(PeerConnectionState.Connecting, null);
                break;
            case 2:
                if (Verify())
                {
                    onConnected();
                    Become(PeerConnectionState.Connected, null);
                }

                break;
            case 3:
                Become(PeerConnectionState.Disconnected, "The network path was lost.");
                break;
            case 4:
                Become(PeerConnectionState.Failed, "ICE or DTLS failed.");
                break;
            case 5:
                Become(PeerConnectionState.Failed, "The peer closed the connection.");
                break;
        }
    }

    /// <summary>GstWebRTCICEConnectionState: the stack's summary does not always follow a loss.</summary>
    internal void OnIceState(int state)
    {
        switch (state)
        {
            case 1:
                Become(PeerConnectionState.Connecting, null);
                break;
            case 4:
                Become(PeerConnectionState.Failed, "ICE failed: no path to the peer.");
                break;
            case 5:
                Become(PeerConnectionState.Disconnected, "ICE lost the path to the peer.");
                break;
        }
    }

    /// <summary>Nothing came from the peer any more, which the stack itself notices only after 50 seconds.</summary>
    internal void OnSilence() => Become(PeerConnectionState.Disconnected, "Nothing comes from the peer any more.");

    /// <summary>Packets came again.</summary>
    internal void OnArrival() => Become(PeerConnectionState.Connected, null);

    internal void OnError(string reason) => Become(PeerConnectionState.Failed, reason);

    internal void Close() => Become(PeerConnectionState.Closed, null);

    private bool Verify()
    {
        lock (_gate)
        {
            if (_verified || _over)
            {
                return _verified;
            }

            var pem = _certificate?.Invoke();
            if (pem is null || _fingerprint is null)
            {
                return false;
            }

            _verified = PeerCertificate.Matches(pem, _fingerprint);
            Log.Verified(log, _verified ? "the one that was signalled" : "another one");
        }

        if (!_verified)
        {
            Become(PeerConnectionState.Failed, "The peer's certificate is not the one that was signalled (fingerprint mismatch).");
            abandon();
        }

        return _verified;
    }

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
            _over = state is PeerConnectionState.Failed or PeerConnectionState.Closed;
            if (_over && state == PeerConnectionState.Failed)
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
