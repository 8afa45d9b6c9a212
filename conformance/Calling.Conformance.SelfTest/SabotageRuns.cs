using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Calling.Conformance.SelfTest.SabotageRuns))]

namespace Calling.Conformance.SelfTest;

/// <summary>What each sabotage led to; each is run once. Prints what came of it when all tests have run.</summary>
public sealed class SabotageRuns : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Task<KitOutcome[]>> Runs = new();

    /// <summary>Runs every test of the sabotage's rule on the mock that it breaks.</summary>
    /// <param name="sabotage">How the mock is broken.</param>
    internal static Task<KitOutcome[]> OfAsync(Sabotage sabotage) => Runs.GetOrAdd(sabotage.ToString(), _ => RunAsync(sabotage));

    /// <summary>Prints the figure: rules of which some sabotage is caught, of all that have one.</summary>
    public async ValueTask DisposeAsync()
    {
        HashSet<string> caught = [];
        foreach (var sabotage in AllSabotages.List.Where(s => Runs.ContainsKey(s.ToString())))
        {
            if ((await OfAsync(sabotage)).Any(o => o.Caught))
            {
                caught.Add(sabotage.Rule);
            }
        }

        int rules = AllSabotages.List.Select(s => s.Rule).Distinct().Count();
        Console.WriteLine(
            $"sabotages: {caught.Count} of {rules} rules caught ({Runs.Count} of {AllSabotages.List.Count} sabotages run); {AllSabotages.NotSabotaged.Count} rules are proved elsewhere");
    }

    private static async Task<KitOutcome[]> RunAsync(Sabotage sabotage)
    {
        List<KitOutcome> outcomes = [];
        foreach (var test in KitTest.Of(sabotage.Rule))
        {
            outcomes.Add(await test.RunAsync(sabotage));
        }

        return [.. outcomes];
    }
}
