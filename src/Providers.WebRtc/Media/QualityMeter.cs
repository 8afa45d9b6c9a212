using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Judges how well a member comes through, from one measurement to the next (rule CALL-126).</summary>
/// <remarks>
/// Calm: what is worse by more than one step counts at once; anything else when two measurements in a row say so, and then the one
/// nearer to what was. What it begins with is not told if it is up to <see cref="NetworkQuality.Good"/>.
/// </remarks>
internal sealed class QualityMeter
{
    /// <summary>Of fewer, one lost packet would say too much.</summary>
    private const long MinPackets = 20;

    private IPeerConnection? _connection;
    private long _received;
    private long _lost;
    private NetworkQuality _quality;
    private NetworkQuality? _suspected;

    /// <summary>Takes a measurement.</summary>
    /// <param name="connection">Whose it is; another one begins to count anew.</param>
    /// <param name="stats">What was measured.</param>
    /// <returns>How it is now, if that is to be told.</returns>
    public NetworkQuality? Judge(IPeerConnection connection, PeerConnectionStats stats)
    {
        var judged = NetworkQualityScale.Judge(Loss(connection, stats), stats.RoundTripTime);
        if (judged == NetworkQuality.Unknown)
        {
            return null;
        }

        if (_quality == NetworkQuality.Unknown)
        {
            _quality = judged <= NetworkQuality.Good ? judged : NetworkQuality.Good;
        }

        var before = _suspected;
        _suspected = null;
        if (judged == _quality)
        {
            return null;
        }

        if (judged - _quality > 1)
        {
            return _quality = judged;
        }

        if (before is null || before < _quality != judged < _quality)
        {
            _suspected = judged;
            return null;
        }

        return _quality = judged < _quality ? Max(judged, before.Value) : judged;
    }

    private static NetworkQuality Max(NetworkQuality one, NetworkQuality other) => one > other ? one : other;

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
