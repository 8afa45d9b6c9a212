namespace Calling.Conformance.Scripts;

/// <summary>
/// What the mock says that may be seen of a script: every run that there may be, one for each way in which steps that race can meet. It
/// goes on in step with a provider and gives up what the provider has shown not to be the case, so that races do not multiply.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="declared">What the provider declares that the mock stands for.</param>
/// <param name="tellsRinging">Whether what is told of ringing is compared.</param>
internal sealed class Reference(Script script, CallCapabilities declared, bool tellsRinging = true) : IDisposable
{
    /// <summary>How much time passes after each group of steps.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private readonly IReadOnlyList<DeviceSettings> _devices = [.. script.Devices.Select(d => d.OnASoundLine)];
    private readonly IReadOnlyList<IReadOnlyList<Step>> _groups = script.Groups;
    private readonly bool _inGroups = script.Steps.Exists(step => step.Act == Act.GroupPlace);
    private List<PermittedRun> _runs = [];
    private int _performed;

    /// <summary>The runs that are still possible.</summary>
    public IReadOnlyList<PermittedRun> Runs => _runs;

    private bool BusyIsTold => declared.HasFlag(CallCapabilities.BusySignal);

    /// <summary>Goes on by one group of steps.</summary>
    public void Perform()
    {
        var group = _groups[_performed++];
        var ways = Delivery.Of(group, _devices, _inGroups);
        List<PermittedRun> next = [];
        foreach (var run in _performed == 1 ? [Replay([])] : _runs)
        {
            // The run itself goes one way; for each of the others it is played again up to here.
            var (way, seen) = (run.Way.ToList(), run.Seen);
            run.Perform(group, ways[0]);
            List<PermittedRun> here = [run, .. ways.Skip(1).Where(w => w.IsPlain).Select(w => Replay([.. way, w]))];

            // How fast media is, and who is the last to answer, make another run only where it shows.
            foreach (var special in ways.Where(w => !w.IsPlain))
            {
                var plain = here.Find(r => r.Way[^1] == special.Plain)!;
                if (!plain.Seen.TellsMoreThan(seen, special.IsMediaSlow ? "+" : $":{(BusyIsTold ? CallResponse.Busy : CallResponse.Rejected)}"))
                {
                    continue;
                }

                var other = Replay([.. way, special]);
                if (other.Seen.Agrees(plain.Seen))
                {
                    other.Dispose();
                }
                else
                {
                    here.Add(other);
                }
            }

            next.AddRange(here);
        }

        _runs = next;
    }

    /// <summary>Whether this may be seen now.</summary>
    /// <param name="seen">What everybody has seen on the provider.</param>
    public bool Permits(Observation seen) => Fitting(seen).Count > 0;

    /// <summary>The runs in which this is seen: one, or some in which media is not equally fast.</summary>
    /// <param name="seen">What everybody has seen on the provider.</param>
    public List<PermittedRun> Fitting(Observation seen) =>
    [
        .. _runs.GroupBy(run => string.Join(' ', run.Way.Select(way => way.Meeting)))
            .Where(alike => seen.Agrees([.. alike.Select(run => run.Seen)]))
            .SelectMany(alike => alike),
    ];

    /// <summary>Gives up every run that is not what was seen.</summary>
    /// <param name="seen">What everybody has seen on the provider.</param>
    public void Keep(Observation seen)
    {
        var fitting = Fitting(seen).ToHashSet();
        foreach (var run in _runs.Where(run => !fitting.Contains(run)))
        {
            run.Dispose();
        }

        _runs.RemoveAll(run => !fitting.Contains(run));
    }

    public void Dispose() => _runs.ForEach(r => r.Dispose());

    private PermittedRun Replay(IReadOnlyList<Delivery> ways)
    {
        var run = new PermittedRun(_devices, declared, tellsRinging);
        foreach (var (group, way) in _groups.Zip(ways))
        {
            run.Perform(group, way);
        }

        return run;
    }
}
