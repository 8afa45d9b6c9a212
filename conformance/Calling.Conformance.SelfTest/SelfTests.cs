namespace Calling.Conformance.SelfTest;

/// <summary>A kit that passes a broken provider is a defect: each rule's tests are failed by a provider that breaks that rule.</summary>
public class SelfTests(ITestOutputHelper output)
{
    public static TheoryData<string> Sabotages => [.. AllSabotages.List.Select(s => s.ToString())];

    public static TheoryData<string> Tests => [.. KitTest.All.Select(t => t.ToString())];

    [Theory]
    [MemberData(nameof(Sabotages))]
    public async Task A_broken_provider_is_caught(string sabotage)
    {
        var outcomes = await SabotageRuns.OfAsync(AllSabotages.List.Single(s => s.ToString() == sabotage));
        output.WriteLine(string.Join('\n', outcomes));
        var broken = outcomes.Where(o => o is { Failure: not null, Caught: false });
        Assert.True(!broken.Any(), $"not the provider but a test, or the sabotage, is wrong: {string.Join('\n', broken)}");
        Assert.True(outcomes.Any(o => o.Caught), $"no test of the rule minds: {string.Join('\n', outcomes)}");
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task A_sound_provider_passes(string test)
    {
        var outcome = await KitTest.All.Single(t => t.ToString() == test).RunAsync(new Sabotage("none", "nothing"));
        Assert.True(outcome.Failure is null, outcome.ToString());
    }

    [Fact]
    public async Task Every_test_of_the_kit_can_fail()
    {
        HashSet<KitTest> shaken = [];
        foreach (var sabotage in AllSabotages.List)
        {
            shaken.UnionWith((await SabotageRuns.OfAsync(sabotage)).Where(o => o.Caught).Select(o => o.Test));
        }

        string[] never = [.. KitTest.All.Except(shaken).Select(t => t.ToString())];
        Assert.True(never.Length == 0, $"no sabotage makes these fail: {string.Join(", ", never)}");
    }

    [Fact]
    public void Every_automated_rule_is_sabotaged_or_says_what_proves_it()
    {
        var sabotaged = AllSabotages.List.Select(s => s.Rule).ToHashSet();
        var (excused, tested) = (AllSabotages.NotSabotaged, KitTest.All.SelectMany(t => t.Spec.Rules).ToHashSet());
        string[] wrong =
        [
            .. RuleBook.Automated.Where(rule => !sabotaged.Contains(rule) && !excused.ContainsKey(rule)).Select(rule => $"{rule} has no sabotage"),
            .. excused.Keys.Where(sabotaged.Contains).Select(rule => $"{rule} has a sabotage: take it out of NotSabotaged"),
            .. excused.Keys.Where(tested.Contains).Select(rule => $"{rule} has a test in the kit: it needs a sabotage"),
            .. sabotaged.Except(tested).Select(rule => $"{rule} has a sabotage and no test in the kit"),
            .. excused.Keys.Concat(sabotaged).Concat(tested).Except(RuleBook.Automated).Select(rule => $"{rule} is no automated rule"),
            .. excused.SelectMany(e => e.Value.Flaws(e.Key)),
        ];
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_two_sabotages_are_the_same() =>
        Assert.Equal(AllSabotages.List.Count, AllSabotages.List.Select(s => s.ToString()).Distinct().Count());
}
