namespace Calling.Conformance.Scripts;

/// <summary>What one participant has seen of one call.</summary>
/// <param name="Key">Whose which session.</param>
/// <param name="Told">What it was told: in a group call of each member for itself, and of the call under an empty name.</param>
/// <param name="State">How it stands.</param>
/// <param name="IsLate">Whether the reading began late, so that what was told is only its end.</param>
internal readonly record struct Line(string Key, IReadOnlyDictionary<string, string> Told, string State, bool IsLate)
{
    public Line(string key, string told, string state)
        : this(key, new Dictionary<string, string> { [""] = told }, state, false)
    {
    }

    /// <summary>All of it, the call's own first.</summary>
    public string Trace => string.Join(" / ", Told.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.Value));

    /// <summary>The same without what was told of ringing.</summary>
    public Line WithoutRinging => this with
    {
        Told = Told.ToDictionary(part => part.Key, part => string.Join(' ', part.Value.Split(' ').Where(word => word != nameof(CallState.Ringing)))),
        State = State == nameof(CallState.Ringing) ? nameof(CallState.Dialing) : State,
    };

    public bool Agrees(Line other) => Agrees([other]);

    /// <summary>Whether it may be seen where runs differ only in how fast media is: of each member it is as in one of them.</summary>
    /// <param name="runs">The same line in each of these runs.</param>
    public bool Agrees(IReadOnlyList<Line> runs)
    {
        var line = this;
        return runs.Any(run => run.Key == line.Key && run.State == line.State)
            && line.Told.Keys.Concat(runs.SelectMany(run => run.Told.Keys)).Distinct().All(about => runs.Any(run => line.Agrees(run, about)));
    }

    public override string ToString() => $"{Key}: {(IsLate ? "… " : "")}{Trace} | {State}";

    private bool Agrees(Line other, string about)
    {
        var (mine, theirs) = (Of(about), other.Of(about));
        return mine == theirs
            || Overtook(mine, theirs)
            || Overtook(theirs, mine)
            || (mine.Length == 0 && Overtook(Of(""), other.Of("")))
            || (theirs.Length == 0 && Overtook(other.Of(""), Of("")))
            || (IsLate && theirs.EndsWith(mine, StringComparison.Ordinal))
            || (other.IsLate && mine.EndsWith(theirs, StringComparison.Ordinal));
    }

    private string Of(string about) => Told.GetValueOrDefault(about, "");

    /// <summary>The end of a call may overtake the answer to the accept that came just before it: then nothing is told of the accept, nor of what came after it.</summary>
    private static bool Overtook(string end, string whole) =>
        end.StartsWith("Ended(", StringComparison.Ordinal)
        && whole.StartsWith("Connecting ", StringComparison.Ordinal)
        && whole.EndsWith(end, StringComparison.Ordinal)
        && !whole.Contains(" Connected", StringComparison.Ordinal);
}
