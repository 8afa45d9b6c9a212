using System.Globalization;

namespace Calling.Conformance.Mock;

/// <summary>Random calls on the mock: a few thousand, or as many as <c>./run conformance --simulate</c> asks for.</summary>
public sealed class SimulationTests
{
    [Fact]
    [Trait("Spec", "CALL-031")]
    [Trait("Spec", "CALL-113")]
    public void The_rules_hold_in_random_worlds()
    {
        var result = Simulation.Run(Asked);
        if (Environment.GetEnvironmentVariable("CALLING_SIMULATION_REPORT") is { Length: > 0 } report)
        {
            File.WriteAllText(report, result + Environment.NewLine);
        }

        Assert.True(result.Failure is null, result.Failure);
    }

    /// <summary>Such as <c>60s</c> or <c>100000</c> calls.</summary>
    private static SimulationOptions Asked
    {
        get
        {
            int seed = Environment.GetEnvironmentVariable("CALLING_SEED") is { Length: > 0 } first ? int.Parse(first, CultureInfo.InvariantCulture) : 1;
            return Environment.GetEnvironmentVariable("CALLING_SIMULATE") switch
            {
                { Length: > 0 } time when time.EndsWith('s') =>
                    new() { FirstSeed = seed, Time = TimeSpan.FromSeconds(int.Parse(time[..^1], CultureInfo.InvariantCulture)) },
                { Length: > 0 } calls => new() { FirstSeed = seed, Calls = long.Parse(calls, CultureInfo.InvariantCulture) },
                _ => new() { FirstSeed = seed, Calls = 3_000 },
            };
        }
    }
}
