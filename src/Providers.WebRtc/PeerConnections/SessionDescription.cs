namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCSessionDescription</c>.</summary>
/// <param name="Type">Offer or answer.</param>
/// <param name="Sdp">The description (RFC 8866), lines ended by CR LF.</param>
public sealed record SessionDescription(SdpType Type, string Sdp);
