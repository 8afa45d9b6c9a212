namespace Calling.Conformance.Report;

/// <summary>Rules by providers.</summary>
/// <param name="Rules">By id.</param>
/// <param name="Providers">In the order in which they were named.</param>
internal sealed record Matrix(IReadOnlyList<Rule> Rules, IReadOnlyList<ProviderResults> Providers)
{
    /// <summary>What the words in the cells mean.</summary>
    public static IReadOnlyList<(Verdict Verdict, string Word, string Means)> Legend { get; } =
    [
        (Verdict.Pass, "pass", "every test of the rule passed; *in part*: one of them needs a hook that the provider's fixture does not offer"),
        (Verdict.Fail, "fail", "a test failed"),
        (Verdict.Deviation, "deviation", "broken, and known: the reason stands below"),
        (Verdict.Unsupported, "unsupported", "the provider does not declare the capability, so the rule does not bind it"),
        (Verdict.Unavailable, "unavailable", "the provider's fixture lacks the hook that the tests need"),
        (Verdict.NotRun, "not run", "the provider's package was not there when this page was written; `./run setup` says whether the registry has it"),
        (Verdict.Untested, "–", "the kit has no test of the rule yet; other tests of this repository may"),
    ];

    /// <summary>The rules of each area, in the order of their ids.</summary>
    public IEnumerable<IGrouping<string, Rule>> Areas => Rules.GroupBy(r => r.Area);

    /// <summary>What a cell says: a rule that holds while one of its tests could not run is not wholly proven.</summary>
    public static string Word(ProviderResults provider, string rule)
    {
        var verdict = provider.Of(rule);
        string word = Legend.Single(l => l.Verdict == verdict).Word;
        return verdict == Verdict.Pass && provider.ByRule[rule].Any(o => o.Verdict == Verdict.Unavailable) ? $"{word}, in part" : word;
    }

    /// <summary>How many rules have each verdict, such as <c>61 pass, 2 unsupported</c>.</summary>
    public string Summary(ProviderResults provider) => provider.IsLeftOut
        ? "not run"
        : string.Join(", ", Rules.GroupBy(r => provider.Of(r.Id)).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));

    /// <summary>Every reason that a provider's tests of a rule gave, once.</summary>
    public static IEnumerable<string> Reasons(ProviderResults provider, string rule) =>
        provider.ByRule[rule].Where(o => o.Reason is not null).Select(o => $"{o.Name}: {o.Reason}").Distinct();
}
