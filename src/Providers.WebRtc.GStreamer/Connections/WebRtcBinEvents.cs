namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>What webrtcbin tells, on its own threads; each handler only hands the news on.</summary>
/// <param name="OnCandidate">A local candidate: media section and text.</param>
/// <param name="OnConnectionState">GstWebRTCPeerConnectionState.</param>
/// <param name="OnIceState">GstWebRTCICEConnectionState.</param>
/// <param name="OnPadAdded">A new pad, borrowed.</param>
/// <param name="OnError">What the stack said.</param>
/// <param name="OnArrival">A packet of the peer came; called for every one.</param>
internal sealed record WebRtcBinEvents(
    Action<int, string> OnCandidate, Action<int> OnConnectionState, Action<int> OnIceState, Action<nint> OnPadAdded, Action<string> OnError,
    Action OnArrival);
