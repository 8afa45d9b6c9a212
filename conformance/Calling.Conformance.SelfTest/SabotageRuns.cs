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

    /// <summary>Prints the figure: automated rules of which some sabotage is caught, of all of which the kit has a test.</summary>
    public async ValueTask DisposeAsync()
    {
        var run = AllSabotages.List.Where(s => Runs.ContainsKey(s.ToString())).ToList();
        if (run.Count < AllSabotages.List.Count)
        {
            Console.WriteLine($"sabotages: only {run.Count} of {AllSabotages.List.Count} were run");
            return;
        }

        HashSet<string> caught = [];
        foreach (var sabotage in run)
        {
            if ((await OfAsync(sabotage)).Any(o => o.Caught))
            {
                caught.Add(sabotage.Rule);
            }
        }

        var excused = AllSabotages.NotSabotaged.Keys;
        Console.WriteLine(
            $"sabotages: {caught.Count} of {RuleBook.Automated.Except(excused).Count()} automated rules ({run.Count} sabotages); "
            + $"proved by other tests: {string.Join(", ", excused)}");
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
