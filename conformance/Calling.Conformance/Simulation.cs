using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Calling.Conformance.Scripts;
using Calling.Providers;
using Calling.Providers.Mock;

namespace Calling.Conformance;

/// <summary>
/// Random calls between whole clients on the mock, in virtual time, with the invariants of the specification checked after every step.
/// The same seed is the same world, step by step.
/// </summary>
public static class Simulation
{
    private const int StepsPerWorld = 80;

    /// <summary>Runs worlds until enough was simulated or an invariant is broken.</summary>
    /// <param name="options">How much.</param>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Run(options, null);
    }

    /// <inheritdoc cref="Run(SimulationOptions)"/>
    /// <param name="options">How much.</param>
    /// <param name="spoil">Puts something between clients and providers.</param>
    internal static SimulationResult Run(SimulationOptions options, Func<ICallProvider, ICallProvider>? spoil)
    {
        var outcomes = new ConcurrentDictionary<string, long>();
        long start = Stopwatch.GetTimestamp();
        int seed = options.FirstSeed - 1;
        long calls = 0;
        long seeds = 0;
        string? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, options.Threads).Select(_ => new Thread(Work))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        return new(calls, Stopwatch.GetElapsedTime(start), seeds, outcomes, failure);

        void Work()
        {
            while (Volatile.Read(ref failure) is null && Interlocked.Read(ref calls) < options.Calls && Stopwatch.GetElapsedTime(start) < options.Time)
            {
                var generator = new ScriptGenerator(Interlocked.Increment(ref seed), MockOptions.AllCapabilities, isVirtual: true, crowd: Circle.Names.Count);
                var script = new Script(generator.Seed, generator.Devices(), []);
                try
                {
                    Interlocked.Add(ref calls, Play(script.Devices, (i, cast) => i < StepsPerWorld ? Keep(generator.Next(cast)) : null, outcomes, spoil));
                    Interlocked.Increment(ref seeds);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, Explain(script, error, spoil), null);
                }

                IReadOnlyList<Step> Keep(IReadOnlyList<Step> group)
                {
                    script = script with { Steps = script.Steps.AddRange(group) };
                    return group;
                }
            }
        }
    }

    private static string Explain(Script script, Exception error, Func<ICallProvider, ICallProvider>? spoil)
    {
        string what = error.Message;
        var shrunk = Shrinker.ShrinkAsync(script, candidate => Task.FromResult(Fails(candidate)), attempts: 2_000).GetAwaiter().GetResult();
        return $"{what}\n{shrunk}\nagain: ./run conformance --simulate 1 --seed {script.Seed}";

        bool Fails(Script candidate)
        {
            try
            {
                var groups = candidate.Groups;
                Play(candidate.Devices, (i, _) => i < groups.Count ? groups[i] : null, null, spoil);
                return false;
            }
            catch (Exception again)
            {
                what = again.Message;
                return true;
            }
        }
    }

    /// <summary>One world.</summary>
    /// <returns>How many calls were placed in it.</returns>
    private static int Play(
        ImmutableList<DeviceSettings> devices,
        Func<int, Cast, IReadOnlyList<Step>?> next,
        ConcurrentDictionary<string, long>? outcomes,
        Func<ICallProvider, ICallProvider>? spoil)
    {
        // Where nothing is late, everything has settled when a step returns, and no time need pass.
        var pace = devices.Exists(d => d.Delay > TimeSpan.Zero) ? Reference.Pace : TimeSpan.Zero;
        using var run = new MockRun(devices, MockOptions.AllCapabilities, pace, spoil);
        run.Disturb();
        var invariants = new Invariants(run);
        for (int i = 0; next(i, run.Cast) is { } group; i++)
        {
            var meetings = Delivery.Of(group.Count);
            run.Perform(group, meetings[group[0].Meeting % meetings.Count]);
            invariants.Check();
        }

        foreach (var device in devices)
        {
            run.Perform([new Step(device.Name, Act.SignOut)], Delivery.Alone);
            invariants.Check();
        }

        invariants.CheckLeft();
        return Count(run, outcomes);
    }

    private static int Count(MockRun run, ConcurrentDictionary<string, long>? outcomes)
    {
        var placed = run.Cast.Actors.SelectMany(a => a.Diaries).Where(d => d.IsPlaced).ToList();
        if (outcomes is not null)
        {
            foreach (var diary in placed)
            {
                bool merged = diary.Session.ReplacedBy is { Snapshot.Direction: CallDirection.Incoming };
                string outcome = $"{(diary.Session.Snapshot.IsGroup ? "group: " : "")}{diary.Session.Snapshot.End!.Reason}{(diary.WasConnected ? ", connected" : merged ? ", by the call that crossed" : "")}";
                outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);
            }
        }

        return placed.Count;
    }
}
