using Calling.Media;

namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>What was measured on one connection.</summary>
/// <param name="RoundTripTime">Of the chosen path, or null while unknown.</param>
/// <param name="Streams">One entry per stream and direction.</param>
public sealed record PeerConnectionStats(TimeSpan? RoundTripTime, IReadOnlyList<StreamStats> Streams);
