using System.Xml.Linq;

namespace Calling.Conformance.Report;

/// <summary>A provider's outcomes by rule, read from the result file that its test assembly wrote (<c>--report-xunit</c>).</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="ByRule">The outcomes of all tests that carry a rule.</param>
internal sealed record ProviderResults(string Provider, ILookup<string, TestOutcome> ByRule)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It holds no test of a rule.</exception>
    public static ProviderResults Read(string provider, string file)
    {
        var outcomes =
            from test in XDocument.Load(file).Descendants("test")
            let outcome = Outcome(test)
            from rule in Traits(test, "Spec")
            orderby outcome.Name
            select (Rule: rule, Outcome: outcome);
        var byRule = outcomes.ToLookup(o => o.Rule, o => o.Outcome);
        return byRule.Count > 0 ? new(provider, byRule) : throw new InvalidDataException($"{file} holds no test of a rule.");
    }

    /// <summary>A provider whose package was not there.</summary>
    public static ProviderResults NotRun(string provider) => new(provider, Array.Empty<TestOutcome>().ToLookup(_ => "")) { IsLeftOut = true };

    /// <summary>Whether nothing of it ran.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>The rule's verdict.</summary>
    public Verdict Of(string rule) => IsLeftOut ? Verdict.NotRun : ByRule[rule].Select(o => o.Verdict).DefaultIfEmpty(Verdict.Untested).Max();

    private static TestOutcome Outcome(XElement test)
    {
        string aspect = string.Concat(Traits(test, "Aspect").Select(a => $" ({a})"));
        string name = test.Attribute("method")!.Value.Replace('_', ' ') + aspect;
        string? reason = FirstLine(test.Element("reason")?.Value ?? test.Element("failure")?.Element("message")?.Value);
        var verdict = test.Attribute("result")!.Value switch
        {
            "Pass" => Verdict.Pass,
            "Skip" => Skipped(reason),
            _ => Verdict.Fail,
        };
        return new(name, verdict, verdict == Verdict.Pass ? null : reason);
    }

    /// <summary>The gate's first word says what a skip means; any other skip means that it was not tried.</summary>
    private static Verdict Skipped(string? reason) => reason?.Split(' ')[0] switch
    {
        "UNSUPPORTED" => Verdict.Unsupported,
        "DEVIATION" => Verdict.Deviation,
        _ => Verdict.Unavailable,
    };

    private static IEnumerable<string> Traits(XElement test, string name) =>
        test.Descendants("trait").Where(t => t.Attribute("name")!.Value == name).Select(t => t.Attribute("value")!.Value);

    private static string? FirstLine(string? text) => text?.Trim().Split('\n')[0].Trim();
}
