using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>W3C <c>RTCSessionDescriptionInit</c>.</summary>
internal sealed record DescriptionInit(SdpType Type, string Sdp);
