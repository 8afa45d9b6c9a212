using Calling.Media;

namespace Calling.Wilddog;

/// <summary>What was measured on one direction of a conversation's media, since it connected.</summary>
/// <remarks>Vendor: WDGLocalStreamStatsReport, WDGRemoteStreamStatsReport</remarks>
/// <param name="Streams">Sound and pictures.</param>
/// <param name="RoundTripTime">Of the path, or null while unknown.</param>
public sealed record WilddogStatsReport(IReadOnlyList<StreamStats> Streams, TimeSpan? RoundTripTime)
{
    /// <summary>Bytes sent or received.</summary>
    /// <remarks>Vendor: bytesSent, bytesReceived</remarks>
    public long Bytes => Streams.Sum(stream => stream.Bytes);

    /// <summary>Mean bit rate.</summary>
    /// <remarks>Vendor: bitsSentRate, bitsReceivedRate</remarks>
    public double BitsPerSecond => Streams.Sum(stream => stream.BitsPerSecond);
}
