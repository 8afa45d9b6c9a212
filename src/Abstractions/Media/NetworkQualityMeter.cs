namespace Calling.Media;

/// <summary>
/// What is to be told of how well one participant comes through, from one measurement to the next, the same for every provider that measures (rule CALL-126).
/// </summary>
/// <remarks>
/// Calm: what is worse by more than one step counts at once; anything else when two measurements in a row say so, and then the one
/// nearer to what was. What it begins with is not told if it is up to <see cref="NetworkQuality.Good"/>. Not thread-safe.
/// </remarks>
public sealed class NetworkQualityMeter
{
    private NetworkQuality _quality;
    private NetworkQuality? _suspected;

    /// <summary>Takes a measurement.</summary>
    /// <param name="loss">The share of packets that did not arrive, 0 to 1; null if unknown.</param>
    /// <param name="roundTrip">There and back; null if unknown.</param>
    /// <returns>How it is now, if that is to be told.</returns>
    public NetworkQuality? Judge(double? loss, TimeSpan? roundTrip)
    {
        var judged = NetworkQualityScale.Judge(loss, roundTrip);
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
}
