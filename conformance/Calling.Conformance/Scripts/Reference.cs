namespace Calling.Conformance.Scripts;

/// <summary>
/// What the mock says that may be seen of a script: every run that there may be, one for each way in which steps that race can meet. It
/// goes on in step with a provider and gives up what the provider has shown not to be the case, so that races do not multiply.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="declared">What the provider declares that the mock stands for.</param>
internal sealed class Reference(Script script, CallCapabilities declared) : IDisposable
{
    /// <summary>How much time passes after each group of steps.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<DeviceSettings> _devices = [.. script.Devices.Select(d => d.OnASoundLine)];
    private readonly IReadOnlyList<IReadOnlyList<Step>> _groups = script.Groups;
    private List<PermittedRun> _runs = [];
    private int _performed;

    /// <summary>The runs that are still possible.</summary>
    public IReadOnlyList<PermittedRun> Runs => _runs;

    /// <summary>Goes on by one group of steps.</summary>
    public void Perform()
    {
        var group = _groups[_performed++];
        var ways = Delivery.Of(group.Count);
        List<PermittedRun> next = [];
        foreach (var run in _performed == 1 ? [Replay([])] : _runs)
        {
            // The run itself goes one way; for each of the others it is played again up to here.
            next.AddRange(ways.Skip(1).Select(way => Replay([.. run.Way, way])));
            run.Perform(group, ways[0]);
            next.Add(run);
        }

        _runs = next;
    }

    /// <summary>Gives up every run that is not what was seen.</summary>
    /// <param name="seen">What everybody has seen on the provider.</param>
    public void Keep(Observation seen)
    {
        foreach (var run in _runs.Where(r => !r.Seen.Agrees(seen)))
        {
            run.Dispose();
        }

        _runs.RemoveAll(r => !r.Seen.Agrees(seen));
    }

    public void Dispose() => _runs.ForEach(r => r.Dispose());

    private PermittedRun Replay(IReadOnlyList<Delivery> ways)
    {
        var run = new PermittedRun(_devices, declared);
        foreach (var (group, way) in _groups.Zip(ways))
        {
            run.Perform(group, way);
        }

        return run;
    }
}
