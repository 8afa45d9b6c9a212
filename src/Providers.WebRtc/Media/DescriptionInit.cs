using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>W3C <c>RTCSessionDescriptionInit</c>, with a <see cref="PeerLabel"/>.</summary>
internal sealed record DescriptionInit(SdpType Type, string Sdp, string? Session = null, string? To = null, int Connection = 1);
