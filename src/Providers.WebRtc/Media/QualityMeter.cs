using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Judges how well a member comes through, from one measurement to the next (rule CALL-126).</summary>
internal sealed class QualityMeter
{
    /// <summary>Of fewer, one lost packet would say too much.</summary>
    private const long MinPackets = 20;

    private static readonly TimeSpan PoorRoundTrip = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BadRoundTrip = TimeSpan.FromMilliseconds(800);

    private IPeerConnection? _connection;
    private long _received;
    private long _lost;
    private NetworkQuality _quality = NetworkQuality.Good;

    /// <summary>Takes a measurement.</summary>
    /// <param name="connection">Whose it is; another one begins to count anew.</param>
    /// <param name="stats">What was measured.</param>
    /// <returns>How it is now, if that is a change; it begins good.</returns>
    public NetworkQuality? Judge(IPeerConnection connection, PeerConnectionStats stats)
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
        if (loss is null && stats.RoundTripTime is null)
        {
            return null;
        }

        var quality = loss >= 0.10 || stats.RoundTripTime >= BadRoundTrip ? NetworkQuality.Bad
            : loss >= 0.02 || stats.RoundTripTime >= PoorRoundTrip ? NetworkQuality.Poor
            : NetworkQuality.Good;
        if (quality == _quality)
        {
            return null;
        }

        return _quality = quality;
    }
}
