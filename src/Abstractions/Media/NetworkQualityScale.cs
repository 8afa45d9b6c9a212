namespace Calling.Media;

/// <summary>The bounds of <see cref="NetworkQuality"/>, the same for every provider that measures (rule CALL-126).</summary>
public static class NetworkQualityScale
{
    private static readonly (NetworkQuality Quality, double Loss, TimeSpan RoundTrip)[] From =
    [
        (NetworkQuality.VeryBad, 0.25, TimeSpan.FromMilliseconds(1_500)),
        (NetworkQuality.Bad, 0.10, TimeSpan.FromMilliseconds(800)),
        (NetworkQuality.Poor, 0.02, TimeSpan.FromMilliseconds(300)),
        (NetworkQuality.Good, 0.005, TimeSpan.FromMilliseconds(100)),
    ];

    /// <summary>Judges one measurement by the worse of the two.</summary>
    /// <param name="loss">The share of packets that did not arrive, 0 to 1; null if unknown.</param>
    /// <param name="roundTrip">There and back; null if unknown.</param>
    /// <returns>How well it comes through; <see cref="NetworkQuality.Unknown"/> if both are unknown.</returns>
    public static NetworkQuality Judge(double? loss, TimeSpan? roundTrip)
    {
        if (loss is null && roundTrip is null)
        {
            return NetworkQuality.Unknown;
        }

        foreach (var bound in From)
        {
            if (loss >= bound.Loss || roundTrip >= bound.RoundTrip)
            {
                return bound.Quality;
            }
        }

        return NetworkQuality.Excellent;
    }
}
