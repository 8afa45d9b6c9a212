using Calling.Signaling.Client;

namespace Calling.Providers.WebRtc;

/// <summary>The peer channel through our signalling server.</summary>
internal sealed class SignalingPeerChannel(SignalingLine line) : IPeerChannel
{
    public CallParty Self => line.Self;

    public ValueTask<bool> SendAsync(string callId, CallParty to, string kind, string payload) => line.SendPeerAsync(callId, to, kind, payload);
}
