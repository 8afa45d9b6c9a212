using System.Collections.Concurrent;

namespace Calling.Conformance.SelfTest;

/// <summary>A kit that passes a broken provider is a defect: each rule's tests are failed by a provider that breaks that rule.</summary>
public class SelfTests(ITestOutputHelper output)
{
    private static readonly ConcurrentDictionary<string, Task<KitOutcome[]>> Runs = new();

    public static TheoryData<string> Sabotages => [.. AllSabotages.List.Select(s => s.ToString())];

    public static TheoryData<string> Tests => [.. KitTest.All.Select(t => t.ToString())];

    [Theory]
    [MemberData(nameof(Sabotages))]
    public async Task A_broken_provider_is_caught(string sabotage)
    {
        var outcomes = await RunAsync(AllSabotages.List.Single(s => s.ToString() == sabotage));
        foreach (var outcome in outcomes)
        {
            output.WriteLine($"{outcome}");
        }

        Assert.DoesNotContain(outcomes, o => o is { Failure: not null, Caught: false, Skipped: false });
        Assert.Contains(outcomes, o => o.Caught);
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task A_sound_provider_passes(string test)
    {
        var outcome = await KitTest.All.Single(t => t.ToString() == test).RunAsync(new Sabotage("none", "nothing"));
        Assert.True(outcome.Failure is null || outcome.Skipped, outcome.ToString());
    }

    [Fact]
    public async Task Every_test_of_the_kit_can_fail()
    {
        HashSet<KitTest> shaken = [];
        foreach (var sabotage in AllSabotages.List)
        {
            shaken.UnionWith((await RunAsync(sabotage)).Where(o => o.Caught || o.Skipped).Select(o => o.Test));
        }

        string[] never = [.. KitTest.All.Except(shaken).Select(t => t.ToString())];
        Assert.True(never.Length == 0, $"no sabotage makes these fail: {string.Join(", ", never)}");
    }

    private static Task<KitOutcome[]> RunAsync(Sabotage sabotage) => Runs.GetOrAdd(sabotage.ToString(), _ => RunAllAsync(sabotage));

    private static async Task<KitOutcome[]> RunAllAsync(Sabotage sabotage)
    {
        List<KitOutcome> outcomes = [];
        foreach (var test in KitTest.Of(sabotage.Rule))
        {
            outcomes.Add(await test.RunAsync(sabotage));
        }

        return [.. outcomes];
    }
}
