namespace Calling.Conformance.Scripts;

/// <summary>One run of a script that the mock permits, as far as it has come.</summary>
internal sealed class PermittedRun(IReadOnlyList<DeviceSettings> devices, CallCapabilities declared, bool tellsRinging) : IDisposable
{
    private readonly MockRun _run = new(devices, declared, Reference.Pace);
    private readonly List<Delivery> _way = [];

    /// <summary>How the steps met, group by group.</summary>
    public IReadOnlyList<Delivery> Way => _way;

    /// <summary>What everybody has seen so far; looked at anew each time, since a thread that has to do with it may be late.</summary>
    public Observation Seen => tellsRinging ? _run.Cast.Observe() : _run.Cast.Observe().WithoutRinging;

    /// <summary>What came of each step.</summary>
    public IReadOnlyList<string> Results => _run.Results;

    public void Perform(IReadOnlyList<Step> group, Delivery delivery)
    {
        _run.Perform(group, delivery);
        _way.Add(delivery);
    }

    public void Dispose() => _run.Dispose();
}
