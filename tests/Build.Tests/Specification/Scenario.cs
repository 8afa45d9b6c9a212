using System.Text.RegularExpressions;

namespace Calling.Build.Tests.Specification;

/// <summary>One row of docs/spec/scenarios.md: where calling systems broke before, and what proves that this one does not.</summary>
internal sealed partial record Scenario(int Number, string What, string Rules, string Proof)
{
    public const string File = "docs/spec/scenarios.md";

    private const string Later = "later: ";

    public static string Text { get; } = System.IO.File.ReadAllText(Repository.FullPath(File));

    public static IReadOnlyList<Scenario> Rows { get; } =
        [.. from line in Text.Split('\n')
            where Row().IsMatch(line)
            let cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)
            select new Scenario(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[2], string.Join('|', cells[3..]))];

    public bool IsLater => Proof.StartsWith(Later, StringComparison.Ordinal) && Proof.Length > Later.Length;

    /// <summary>The tests that the row names, as <c>Class.Method</c>.</summary>
    public IEnumerable<string> Tests => Test().Matches(Proof).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex Test();
}
