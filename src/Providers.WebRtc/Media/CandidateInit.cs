namespace Calling.Providers.WebRtc;

/// <summary>W3C <c>RTCIceCandidateInit</c>.</summary>
internal sealed record CandidateInit(string Candidate, string? SdpMid = null, int? SdpMLineIndex = null);
