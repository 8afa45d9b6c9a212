namespace Calling.Media;

/// <summary>What was measured on one peer's connection, cumulative since it was made.</summary>
/// <param name="UserId">The peer.</param>
/// <param name="RoundTripTime">Round-trip time of the chosen path, or null while unknown.</param>
/// <param name="Streams">One entry per stream and direction, audio and video.</param>
public sealed record MediaStats(string UserId, TimeSpan? RoundTripTime, IReadOnlyList<StreamStats> Streams);
