namespace Calling.Providers.WebRtc;

/// <summary>W3C <c>RTCIceCandidateInit</c>, with a <see cref="PeerLabel"/>.</summary>
internal sealed record CandidateInit(
    string Candidate, string? SdpMid = null, int? SdpMLineIndex = null, string? Session = null, string? To = null, int Connection = 1);
