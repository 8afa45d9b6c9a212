using System.Text.Json.Serialization;

namespace Calling.Cli.Demo.Groups;

/// <summary>The group demo's last line.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Outcome"><c>Completed</c>, <c>TimedOut</c> or <c>Failed</c>.</param>
/// <param name="People">Who was in the call at some time.</param>
/// <param name="Streams">Directed pairs of them.</param>
/// <param name="StreamsSeen">Of these, in how many pictures came.</param>
/// <param name="StreamsHeard">Of these, in how many audible sound came.</param>
/// <param name="SlowestConnectMs">The longest time from accepting to connected; null if nobody got there.</param>
/// <param name="Ends">How each person's session ended, by name.</param>
/// <param name="ContactSheet">The picture of what each saw of each other; null if it was not written.</param>
internal sealed record GroupResult(
    string Provider, string Outcome, int People, int Streams, int StreamsSeen, int StreamsHeard, double? SlowestConnectMs,
    IReadOnlyDictionary<string, CallEndReason> Ends, string? ContactSheet)
{
    /// <summary>Whether everybody's part went as planned and everybody saw and heard everybody.</summary>
    [JsonIgnore]
    public bool IsGood => Outcome == DemoResult.Completed && StreamsSeen == Streams && StreamsHeard == Streams;

    /// <summary>Sums up.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="cast">Who is who.</param>
    /// <param name="results">Of those who came to the end.</param>
    /// <param name="problem">The outcome where somebody did not, or ended in another way than planned.</param>
    /// <param name="sheet">The contact sheet's file.</param>
    public static GroupResult Of(
        string provider, GroupCast cast, IReadOnlyDictionary<string, PartyResult> results, string problem, string? sheet)
    {
        PartyView[] views = [.. cast.Talkers.Where(results.ContainsKey).SelectMany(who => results[who].Views)];
        bool asPlanned = cast.Everybody.All(who => results.TryGetValue(who, out var result) && result.End == GroupCast.EndOf(cast.PartOf(who).Role));
        return new(
            provider,
            asPlanned ? DemoResult.Completed : problem,
            cast.Talkers.Count,
            cast.Talkers.Count * (cast.Talkers.Count - 1),
            views.Count(view => view.VideoFrames > 0),
            views.Count(view => view.AudioSeconds > 0),
            cast.Talkers.Skip(1).Where(results.ContainsKey).Max(who => results[who].ConnectedMs),
            results.ToDictionary(pair => pair.Key, pair => pair.Value.End),
            sheet);
    }
}
