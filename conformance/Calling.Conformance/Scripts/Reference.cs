namespace Calling.Conformance.Scripts;

/// <summary>What the mock says that may be seen of a script.</summary>
internal static class Reference
{
    /// <summary>How much time passes after each group of steps.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Every run that there may be: one for each way in which steps that race can meet.</summary>
    /// <param name="script">The script.</param>
    /// <param name="declared">What the provider declares that the mock stands for.</param>
    public static IReadOnlyList<PermittedRun> Runs(Script script, CallCapabilities declared)
    {
        IReadOnlyList<DeviceSettings> devices = [.. script.Devices.Select(d => d with { Delay = default, Doubled = false })];
        var groups = script.Groups;
        IEnumerable<IReadOnlyList<Delivery>> ways = [[]];
        foreach (var group in groups)
        {
            ways = ways.SelectMany(before => Delivery.Of(group.Count).Select(delivery => (IReadOnlyList<Delivery>)[.. before, delivery]));
        }

        return [.. ways.Select(way => Play(devices, groups, way, declared))];
    }

    private static PermittedRun Play(
        IReadOnlyList<DeviceSettings> devices, IReadOnlyList<IReadOnlyList<Step>> groups, IReadOnlyList<Delivery> way, CallCapabilities declared)
    {
        using var run = new MockRun(devices, declared, Pace);
        List<Observation> seen = [];
        foreach (var (group, delivery) in groups.Zip(way))
        {
            run.Perform(group, delivery);
            seen.Add(run.Cast.Observe());
        }

        return new(seen, run.Results);
    }
}
