using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Judges how well a member comes through by what its connection has counted (rule CALL-126).</summary>
internal sealed class QualityMeter
{
    /// <summary>Of fewer, one lost packet would say too much.</summary>
    private const long MinPackets = 20;

    private readonly NetworkQualityMeter _meter = new();
    private IPeerConnection? _connection;
    private long _received;
    private long _lost;

    /// <summary>Takes a measurement.</summary>
    /// <param name="connection">Whose it is; another one begins to count anew.</param>
    /// <param name="stats">What was measured.</param>
    /// <returns>How it is now, if that is to be told.</returns>
    public NetworkQuality? Judge(IPeerConnection connection, PeerConnectionStats stats) => _meter.Judge(Loss(connection, stats), stats.RoundTripTime);

    /// <summary>The share that was lost since the last measurement, if that can be said.</summary>
    private double? Loss(IPeerConnection connection, PeerConnectionStats stats)
    {
        long received = 0, lost = 0;
        foreach (var stream in stats.Streams.Where(s => !s.IsOutgoing))
        {
            received += stream.Packets;
            lost += stream.PacketsLost;
        }

        double? loss = null;
        if (connection == _connection)
        {
            // Late packets count as lost first and as received then.
            long missing = Math.Max(0, lost - _lost), expected = received - _received + missing;
            loss = expected >= MinPackets ? (double)missing / expected : null;
        }

        (_connection, _received, _lost) = (connection, received, lost);
        return loss;
    }
}
