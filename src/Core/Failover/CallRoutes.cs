using Calling.Machines;

namespace Calling.Failover;

/// <summary>Which provider has which call, kept as long as the machine remembers the call. Not thread-safe; its owner locks.</summary>
internal sealed class CallRoutes(TimeProvider time)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, CallRoute> _routes = new(StringComparer.Ordinal);
    private long _swept = time.GetTimestamp();

    /// <summary>How many are kept.</summary>
    public int Count => _routes.Count;

    /// <summary>A call's route, or null.</summary>
    /// <param name="callId">The call.</param>
    public CallRoute? Find(string callId)
    {
        CallRoute? route = _routes.GetValueOrDefault(callId);
        if (route is not null)
        {
            route.LastUse = time.GetTimestamp();
        }

        return route;
    }

    /// <summary>Makes a route where there is none.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="branch">The provider.</param>
    public CallRoute Add(string callId, FailoverBranch branch)
    {
        Sweep();
        var route = new CallRoute(branch) { LastUse = time.GetTimestamp() };
        _routes.Add(callId, route);
        return route;
    }

    /// <summary>Forgets a route.</summary>
    /// <param name="callId">The call.</param>
    public void Remove(string callId) => _routes.Remove(callId);

    /// <summary>The calls that a provider has for good.</summary>
    /// <param name="branch">The provider.</param>
    public IReadOnlyList<string> Of(FailoverBranch branch)
        => [.. _routes.Where(entry => entry.Value.Branch == branch && !entry.Value.IsOpen).Select(entry => entry.Key)];

    // What this device has no part in any more, nor ever had, is remembered as long as the machine remembers an ended call.
    private void Sweep()
    {
        if (time.GetElapsedTime(_swept) < SweepEvery)
        {
            return;
        }

        _swept = time.GetTimestamp();
        foreach (var (callId, route) in _routes)
        {
            if (route is { IsKept: false, IsOpen: false } && time.GetElapsedTime(route.LastUse) > CallMachine.Memory)
            {
                _routes.Remove(callId);
            }
        }
    }
}
