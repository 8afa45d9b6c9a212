namespace Calling.Providers.Mock;

/// <summary>The scripted state of the networks below the lines.</summary>
internal sealed class NetworkFaults
{
    private readonly object _gate = new();
    private readonly List<(MockTarget Target, NetworkState State)> _faults = [];

    public event Action? Changed;

    public NetworkState StateOf(CallParty device)
    {
        lock (_gate)
        {
            return _faults.Where(f => f.Target.Matches(device)).Select(f => f.State).DefaultIfEmpty().Max();
        }
    }

    public IDisposable Add(MockTarget target, NetworkState state)
    {
        lock (_gate)
        {
            _faults.Add((target, state));
        }

        Changed?.Invoke();
        return new Release(() =>
        {
            lock (_gate)
            {
                _faults.Remove((target, state));
            }

            Changed?.Invoke();
        });
    }
}
