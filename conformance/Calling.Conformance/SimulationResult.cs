using System.Globalization;
using System.Text;

namespace Calling.Conformance;

/// <summary>What a simulation did.</summary>
/// <param name="Calls">Calls that were placed.</param>
/// <param name="Elapsed">In real time.</param>
/// <param name="Seeds">Worlds that were played to their end.</param>
/// <param name="Outcomes">How the callers' sessions ended, and what else there was, with its number.</param>
/// <param name="Failure">The first broken invariant with the script that shows it, made short; null if all held.</param>
public sealed record SimulationResult(
    long Calls, TimeSpan Elapsed, long Seeds, IReadOnlyDictionary<string, long> Outcomes, string? Failure)
{
    /// <summary>Calls in a minute of real time.</summary>
    public double CallsPerMinute => Calls / Elapsed.TotalMinutes;

    /// <summary>All of it, for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Calls:N0} calls in {Elapsed.TotalSeconds:0.0} s: {CallsPerMinute:N0} calls/min; {Seeds:N0} seeds");
        foreach (var (outcome, count) in Outcomes.OrderByDescending(o => o.Value))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,12:N0}  {outcome}");
        }

        return text.Append(Failure ?? "every invariant held").ToString();
    }
}
