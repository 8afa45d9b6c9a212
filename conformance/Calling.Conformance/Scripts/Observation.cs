using System.Text;

namespace Calling.Conformance.Scripts;

/// <summary>What everybody has seen up to a moment.</summary>
/// <param name="Lines">In a fixed order.</param>
internal sealed record Observation(IReadOnlyList<Line> Lines)
{
    public bool Agrees(Observation other) =>
        Lines.Count == other.Lines.Count && Lines.Zip(other.Lines).All(pair => pair.First.Agrees(pair.Second));

    /// <summary>Whether it may be seen where runs differ only in how fast media is.</summary>
    /// <param name="runs">What is seen in them.</param>
    public bool Agrees(IReadOnlyList<Observation> runs) =>
        runs.All(run => run.Lines.Count == Lines.Count) && Lines.Select((line, i) => line.Agrees([.. runs.Select(run => run.Lines[i])])).All(agrees => agrees);

    /// <summary>Whether some word stands in it more often than in an earlier one.</summary>
    /// <param name="earlier">The earlier one.</param>
    /// <param name="word">A part of the word.</param>
    public bool TellsMoreThan(Observation earlier, string word)
    {
        return Count(this) > Count(earlier);

        int Count(Observation of) => of.Lines.Sum(line => line.Trace.Split(word).Length);
    }

    /// <summary>How many lines differ.</summary>
    public int DistanceTo(Observation other) => Lines.Count(line => !other.Lines.Any(line.Agrees)) + other.Lines.Count(line => !Lines.Any(line.Agrees));

    /// <summary>Both, line by line, with a mark where they differ.</summary>
    public string Beside(Observation permitted)
    {
        var text = new StringBuilder();
        foreach (string key in Lines.Concat(permitted.Lines).Select(line => line.Key).Distinct().Order(StringComparer.Ordinal))
        {
            string seen = Find(this, key);
            string expected = Find(permitted, key);
            bool same = Lines.Any(line => line.Key == key && permitted.Lines.Any(line.Agrees));
            text.Append(same ? "      " : " !    ").Append(seen).Append('\n');
            if (!same)
            {
                text.Append("  mock ").Append(expected).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The same without what was told of ringing, for a vendor that alerts by itself (rule CALL-012).</summary>
    public Observation WithoutRinging => new([.. Lines.Select(line => line.WithoutRinging)]);

    public override string ToString() => string.Join('\n', Lines);

    private static string Find(Observation observation, string key) =>
        observation.Lines.Where(line => line.Key == key).Select(line => line.ToString()).FirstOrDefault($"{key}: nothing");
}
