using System.Text.RegularExpressions;

namespace Calling.Build.Tests.Specification;

/// <summary>What the page of scenarios calls proved has tests, and they exist.</summary>
public partial class ScenarioPageTests
{
    /// <summary>Every test of the repository, as <c>Class.Method</c>.</summary>
    private static readonly Lazy<HashSet<string>> s_tests = new(() =>
        [.. from file in Repository.Files("tests", "*.cs").Concat(Repository.Files("conformance", "*.cs"))
            where !file.StartsWith("tests/Build.Tests/", StringComparison.Ordinal)
            let source = File.ReadAllText(Repository.FullPath(file))
            from type in Type().Matches(source)
            from method in Method().Matches(source)
            select $"{type.Groups[1].Value}.{method.Groups[1].Value}"]);

    [Fact]
    public void Every_row_names_tests_that_exist_or_a_reason()
    {
        Offences.AssertNone(
            from row in Scenario.Rows
            from flaw in Flaws(row)
            select $"row {row.Number} ({row.What}): {flaw}");

        static IEnumerable<string> Flaws(Scenario row)
        {
            if (row.IsLater == row.Tests.Any())
                yield return "it names tests, or says 'later: ' and why";
            if (RuleNames.In(row.Rules).Count == 0)
                yield return "it names no rule";
            foreach (string test in row.Tests.Where(t => !s_tests.Value.Contains(t)))
                yield return $"there is no test {test}";
        }
    }

    [Fact]
    public void Rows_are_numbered_and_counted()
    {
        int later = Scenario.Rows.Count(r => r.IsLater);
        Assert.Equal(Enumerable.Range(1, Scenario.Rows.Count), Scenario.Rows.Select(r => r.Number));
        Assert.Contains($"\n{Scenario.Rows.Count} rows: {Scenario.Rows.Count - later} proved, {later} later.", Scenario.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Type();

    // An attribute that makes a test, others below it, and the method.
    [GeneratedRegex(@"^\s*\[(?:Fact|Theory|Spec)\b.*\n(?:\s*(?:\[|//|"").*\n)*\s*public [\w\s]*?\b(?:void|Task|ValueTask) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();
}
