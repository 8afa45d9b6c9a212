using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>What the stack tells, on whatever thread.</summary>
/// <param name="OnState">The connection's state, and why it was closed.</param>
/// <param name="OnIceState">The state of ICE.</param>
/// <param name="OnCandidate">A local candidate, beginning with <c>candidate:</c>.</param>
/// <param name="OnPacket">A packet of media, decrypted.</param>
/// <param name="OnReport">A report of the peer.</param>
/// <param name="OnReportSent">A report to the peer.</param>
/// <param name="OnArrival">Anything but STUN came in.</param>
internal sealed record StackEvents(
    Action<RTCPeerConnectionState, string?> OnState, Action<RTCIceConnectionState> OnIceState, Action<string> OnCandidate,
    Action<SDPMediaTypesEnum, RTPPacket> OnPacket, Action<RTCPCompoundPacket> OnReport, Action<RTCPCompoundPacket> OnReportSent, Action OnArrival);
