using Calling.Providers;

namespace Calling.Conformance.Scripts;

/// <summary>Scripts of many seeds, one after the other, up to the first that differs.</summary>
internal static class RandomScripts
{
    /// <summary>How many people there are at most in scripts of group calls: with real media, each of them sends to each.</summary>
    private const int Crowd = 5;

    /// <summary>The script of a seed on a provider.</summary>
    /// <param name="fixture">The provider's.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="groups">Whether there are group calls in it.</param>
    public static async Task<Script> MakeAsync(ConformanceFixture fixture, int seed, bool groups = false)
    {
        var provider = await fixture.DescribeAsync();
        bool isVirtual = fixture.Clock.IsVirtual, decides = provider.Duties.HasFlag(LineDuties.Outcome);
        return new ScriptGenerator(seed, provider.Capabilities, isVirtual, groups ? Crowd : 0, crowds: 100, decides: decides).Make(isVirtual ? 16 : 10, races: 2);
    }

    /// <summary>Plays scripts, as many at once as the fixture allows.</summary>
    /// <param name="fixture">The provider's.</param>
    /// <param name="seed">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="groups">Whether there are group calls in them.</param>
    /// <param name="show">Told each script with what everybody saw, on the provider and on the mock; null to say nothing.</param>
    /// <returns>What differs, made short, with the command that shows it again; or null.</returns>
    public static async Task<string?> RunAsync(
        ConformanceFixture fixture, int seed, int count, bool groups = false, Action<string>? show = null)
    {
        int last = seed + count, atOnce = fixture.Clock.IsVirtual ? 1 : fixture.ScriptsAtOnce;
        var found = await Task.WhenAll(Enumerable.Range(seed, atOnce).Select(PlayAsync));
        if (found.OfType<(Script Script, Difference Difference)>().OrderBy(f => f.Script.Seed).Take(1).ToList() is not [var first])
        {
            return null;
        }

        show?.Invoke(first.Difference.ToString());
        return await ExplainAsync(fixture, first.Script, first.Difference);

        // One of those that are played beside each other.
        async Task<(Script, Difference)?> PlayAsync(int from)
        {
            for (int next = from; next < last; next += atOnce)
            {
                var script = await MakeAsync(fixture, next, groups);
                if (await Differential.PlayAsync(fixture, script, show) is { } difference)
                {
                    return (script, difference);
                }
            }

            return null;
        }
    }

    private static async Task<string> ExplainAsync(ConformanceFixture fixture, Script script, Difference difference)
    {
        async Task<bool> Differs(Script candidate)
        {
            if (await Differential.PlayAsync(fixture, candidate) is not { } found)
            {
                return false;
            }

            difference = found;
            return true;
        }

        await Shrinker.ShrinkAsync(script, Differs, fixture.Clock.IsVirtual ? 400 : 20);
        return $"{fixture.Name} differs from the mock.\n{difference}\nagain: ./run conformance --provider {fixture.Name} --seed {script.Seed}";
    }
}
