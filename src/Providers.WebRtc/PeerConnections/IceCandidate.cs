namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>W3C <c>RTCIceCandidate</c>.</summary>
/// <param name="Candidate">The attribute's value, beginning with <c>candidate:</c>.</param>
/// <param name="SdpMid">The media section's id.</param>
/// <param name="SdpMLineIndex">The media section's index from 0.</param>
public sealed record IceCandidate(string Candidate, string? SdpMid, int SdpMLineIndex);
