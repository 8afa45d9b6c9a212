namespace Calling.Media;

/// <summary>What was measured on one stream, cumulative since it began.</summary>
/// <param name="Kind">Audio or video.</param>
/// <param name="IsOutgoing">True for what this device sends.</param>
/// <param name="Codec">The codec's name as in SDP (<c>opus</c>, <c>VP8</c>).</param>
/// <param name="Packets">RTP packets sent or received.</param>
/// <param name="Bytes">Payload bytes sent or received.</param>
/// <param name="PacketsLost">Packets known lost; as the peer reports for an outgoing stream; may be negative after duplicates (RFC 3550).</param>
/// <param name="Jitter">Interarrival jitter, or null while unknown.</param>
/// <param name="BitsPerSecond">Mean bit rate since the stream began.</param>
public sealed record StreamStats(
    MediaKind Kind, bool IsOutgoing, string Codec, long Packets, long Bytes, long PacketsLost, TimeSpan? Jitter, double BitsPerSecond);
