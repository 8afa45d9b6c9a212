using System.Globalization;

namespace Calling.Conformance.Scripts;

/// <summary>Plays a script on a provider and compares what everybody sees, after every step, with the runs that the mock permits.</summary>
internal sealed class Differential
{
    private static int s_runs;
    private readonly ConformanceFixture _fixture;
    private readonly Script _script;
    private readonly Reference _reference;
    private readonly Cast _cast;
    private readonly List<Task<string>> _results = [];

    private Differential(ConformanceFixture fixture, Script script, Reference reference)
    {
        (_fixture, _script, _reference) = (fixture, script, reference);
        int number = Interlocked.Increment(ref s_runs);
        string run = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId % 0x10000:x4}{(number + 0x8000) % 0x10000:x4}");
        _cast = new Cast(script.Devices, fixture.CreateProvider, fixture.Credential, user => fixture.UserId(user, run));
    }

    /// <summary>Virtual time is exact, and each look costs: nothing is later there than a device's line.</summary>
    private TimeSpan Patience => TimeSpan.FromSeconds(_fixture.Clock.IsVirtual ? 1 : 10);

    /// <summary>Plays it, in a world of its own.</summary>
    /// <param name="fixture">The provider's.</param>
    /// <param name="script">The script.</param>
    /// <param name="show">Told the script and both traces if they agree; null to say nothing.</param>
    /// <returns>The first difference, or null.</returns>
    public static async Task<Difference?> PlayAsync(ConformanceFixture fixture, Script script, Action<string>? show = null)
    {
        script = script.WithFarewell();
        using var reference = new Reference(script, (await fixture.DescribeAsync()).Capabilities, TellsRinging(fixture));
        await fixture.OpenAsync();
        try
        {
            var play = new Differential(fixture, script, reference);
            try
            {
                if (await play.PlayAsync() is { } difference)
                {
                    return difference;
                }

                show?.Invoke($"{script}\n\non {fixture.Name}:\n{play.Observe()}\n\non the mock:\n{reference.Runs[0].Seen}");
                return null;
            }
            finally
            {
                await play.LeaveAsync();
            }
        }
        finally
        {
            await fixture.CloseAsync();
        }
    }

    private async Task<Difference?> PlayAsync()
    {
        foreach (var actor in _cast.Actors)
        {
            var signIn = actor.DoAsync(new Step(actor.Settings.Name, Act.SignIn));
            await _fixture.Clock.TryUntilAsync(() => signIn.IsCompleted, Patience);
            LineTrouble.Apply(_cast.Faults, actor);
        }

        var groups = _script.Groups;
        for (int i = 0; i < groups.Count; i++)
        {
            _reference.Perform();
            await PerformAsync(groups[i]);
            if (await DifferenceAsync(i) is { } difference)
            {
                return difference;
            }
        }

        // What comes now is too much.
        await _fixture.Clock.PassAsync(Reference.Pace);
        return await DifferenceAsync(groups.Count - 1) ?? await WrongResultAsync();
    }

    private async Task PerformAsync(IReadOnlyList<Step> group)
    {
        List<Task<string>> doing = [];
        foreach (var step in group)
        {
            doing.Add(step.Act == Act.Pass ? PassAsync(step.Time) : Begin(step));
        }

        _results.AddRange(doing);
        if (group is [{ Act: Act.RingOut }] && _fixture.Clock.IsVirtual)
        {
            await _fixture.Clock.PassAsync(2 * Step.ShortRing);
        }

        // In real time a race that is still under way may for a moment look like one that went another way, and a device whose line is late may not
        // have heard yet of what all others show.
        if (_fixture.Clock.IsVirtual || group.Count > 1 || _cast.Actors.Any(actor => actor.Settings.Delay > TimeSpan.Zero))
        {
            await _fixture.Clock.PassAsync(Reference.Pace);
        }

        var finite = group.Zip(doing).Where(d => d.First.Act != Act.Ask).Select(d => d.Second).ToList();
        await _fixture.Clock.TryUntilAsync(() => finite.TrueForAll(d => d.IsCompleted), Patience);
    }

    /// <summary>In real time steps that race begin on threads of their own; in virtual time each act of a device is one piece of work anyway.</summary>
    private Task<string> Begin(Step step)
    {
        var actor = _cast[step.Device];
        return _fixture.Clock.IsVirtual ? actor.DoAsync(step) : Task.Run(() => actor.DoAsync(step));
    }

    private async Task<string> PassAsync(TimeSpan time)
    {
        await _fixture.Clock.PassAsync(time);
        return Actor.Done;
    }

    /// <summary>A rule that the provider is known to break is not compared.</summary>
    private static bool TellsRinging(ConformanceFixture fixture) => !fixture.KnownDeviations.ContainsKey("CALL-012");

    private Observation Observe() => TellsRinging(_fixture) ? _cast.Observe() : _cast.Observe().WithoutRinging;

    private async Task<Difference?> DifferenceAsync(int group)
    {
        var seen = Observe();
        await _fixture.Clock.TryUntilAsync(() => _reference.Permits(seen = Observe()), Patience);
        if (!_fixture.Clock.IsVirtual && seen.Lines.Any(line => line.State == nameof(CallState.Dialing)))
        {
            // What becomes of a call that is being placed may be on its way.
            await _fixture.Clock.PassAsync(Reference.Pace);
            await _fixture.Clock.TryUntilAsync(() => _reference.Permits(seen = Observe()), Patience);
        }

        if (!_reference.Permits(seen))
        {
            return new Difference(_script, group + 1, seen.Beside(_reference.Runs.Select(run => run.Seen).MinBy(seen.DistanceTo)!));
        }

        _reference.Keep(seen);
        return null;
    }

    private async Task<Difference?> WrongResultAsync()
    {
        await _fixture.Clock.TryUntilAsync(() => _results.TrueForAll(r => r.IsCompleted), Patience);
        string[] results = [.. _results.Select(r => r.IsCompleted ? r.Result : "never done")];
        var seen = Observe();
        var fitting = _reference.Fitting(seen);
        var racing = _script.Groups.Where(group => group.Count > 1).SelectMany(group => group).ToHashSet<Step>(ReferenceEqualityComparer.Instance);
        bool Fits(string permitted, string result, Step step) =>
            permitted == result

            // The call was found before its end came, and acted on after it: that is another result, and no other course of things.
            || (permitted == Actor.NoSuchCall && step.Target == Target.OldestIn && racing.Contains(step))

            // The end overtook the answer to the accept.
            || (permitted == Actor.Done && step.Act == Act.Accept && racing.Contains(step) && result.StartsWith(nameof(CallErrorCode.CallGone), StringComparison.Ordinal));
        bool AllFit(PermittedRun run) => run.Results.Zip(results, _script.Steps).All(all => Fits(all.First, all.Second, all.Third));

        if (fitting.Exists(AllFit))
        {
            return null;
        }

        if (fitting.Count == 0)
        {
            // Something more has come while the results were awaited.
            return await DifferenceAsync(_script.Groups.Count - 1);
        }

        var nearest = fitting.MinBy(run => run.Results.Zip(results).Count(pair => pair.First != pair.Second))!;
        return new Difference(_script, _script.Groups.Count, Lines(results).Beside(Lines(nearest.Results)));

        Observation Lines(IEnumerable<string> of) =>
            new([.. of.Zip(_script.Steps).Select((pair, i) => new Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1,3} {pair.Second}"), pair.First, ""))]);
    }

    private async Task LeaveAsync()
    {
        _cast.Faults.Dispose();
        Task[] leaving = [.. _cast.Actors.Select(a => a.Client.DisposeAsync().AsTask())];
        await _fixture.Clock.TryUntilAsync(() => Array.TrueForAll(leaving, l => l.IsCompleted), 6 * Patience);
    }
}
