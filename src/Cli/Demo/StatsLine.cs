using System.Globalization;
using Calling.Media;

namespace Calling.Cli.Demo;

/// <summary>Measurements in one line.</summary>
internal static class StatsLine
{
    public static string Of(MediaStats stats)
    {
        var parts = new List<string>();
        foreach (var direction in stats.Streams.OrderBy(s => s.Kind).GroupBy(s => s.IsOutgoing).OrderBy(g => g.Key))
        {
            parts.Add((direction.Key ? "sends " : "gets ") + string.Join(" + ", direction.Select(Of)));
        }

        var lost = stats.Streams.Where(s => !s.IsOutgoing).Sum(s => s.PacketsLost);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"lost {lost}"));
        parts.Add(stats.RoundTripTime is { } rtt ? string.Create(CultureInfo.InvariantCulture, $"RTT {rtt.TotalMilliseconds:0.0} ms") : "RTT ?");
        return string.Join(", ", parts);
    }

    private static string Of(StreamStats stream)
        => string.Create(CultureInfo.InvariantCulture, $"{stream.Codec} {stream.BitsPerSecond / 1000:0} kbit/s");
}
