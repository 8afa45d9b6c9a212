using System.Collections.Immutable;
using System.Diagnostics;

namespace Calling.Conformance.Scripts;

/// <summary>Makes a script that fails as short and plain as it can be while it still fails.</summary>
internal static class Shrinker
{
    /// <summary>In real time: a script that fails by waiting for ever would be shrunk for ever.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>Tries what could go, the most at once first.</summary>
    /// <param name="script">A script that fails.</param>
    /// <param name="fails">Whether one does.</param>
    /// <param name="attempts">How many to try.</param>
    public static async Task<Script> ShrinkAsync(Script script, Func<Script, Task<bool>> fails, int attempts)
    {
        long start = Stopwatch.GetTimestamp();
        for (bool smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in Candidates(script))
            {
                if (attempts-- <= 0 || Stopwatch.GetElapsedTime(start) > Deadline)
                {
                    return script;
                }

                if (await fails(candidate))
                {
                    (script, smaller) = (candidate, true);
                    break;
                }
            }
        }

        return script;
    }

    private static IEnumerable<Script> Candidates(Script script)
    {
        var steps = script.Steps;
        for (int size = steps.Count / 2; size > 0; size /= 2)
        {
            for (int at = steps.Count - size; at >= 0; at -= size)
            {
                yield return script with { Steps = Tidy(steps.RemoveRange(at, size)) };
            }
        }

        foreach (var device in script.Devices.Where(d => script.Devices.Count > 1 && !steps.Exists(s => s.Device == d.Name)))
        {
            yield return script with { Devices = script.Devices.Remove(device) };
        }

        foreach (var device in script.Devices.Where(d => d != d.Plain))
        {
            foreach (var plainer in Plainer(device).Where(p => p != device))
            {
                yield return script with { Devices = script.Devices.Replace(device, plainer) };
            }
        }

        for (int i = 0; i < steps.Count; i++)
        {
            foreach (var plainer in Plainer(steps[i]).Where(p => p != steps[i]))
            {
                yield return script with { Steps = steps.SetItem(i, plainer) };
            }
        }
    }

    private static IEnumerable<DeviceSettings> Plainer(DeviceSettings device) =>
    [
        device.Plain, device with { OutgoingConflict = default }, device with { BusyPolicy = default }, device with { Glare = default },
        device with { SwitchConsent = default }, device with { IncomingRingTimeout = null }, device with { Delay = default },
        device with { Doubled = false },
    ];

    private static IEnumerable<Step> Plainer(Step step)
    {
        yield return step with { Data = null };
        yield return step with { Races = false };
        if (step.Act is Act.Place or Act.RingOut or Act.GroupPlace)
        {
            yield return step with { Video = false };
        }

        foreach (string callee in step.Callees.Count > 1 ? step.Callees : [])
        {
            yield return step with { Callee = string.Join(' ', step.Callees.Where(c => c != callee)) };
        }
    }

    /// <summary>The first step races with nobody before it, and a device races with others, not with itself.</summary>
    private static ImmutableList<Step> Tidy(ImmutableList<Step> steps)
    {
        HashSet<string> racing = [];
        var tidy = steps.ToBuilder();
        for (int i = 0; i < tidy.Count; i++)
        {
            if (i == 0 || !tidy[i].Races || racing.Contains(tidy[i].Device))
            {
                tidy[i] = tidy[i] with { Races = false };
                racing.Clear();
            }

            racing.Add(tidy[i].Device);
        }

        return tidy.ToImmutable();
    }
}
