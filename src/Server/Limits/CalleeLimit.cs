using System.Collections.Concurrent;

namespace Calling.Server.Limits;

/// <summary>How many different users one user may ring in a minute: calling the same friend again costs nothing, dialling through a
/// list of strangers does.</summary>
internal sealed class CalleeLimit(int perMinute, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Dictionary<string, long>> _recent = new(StringComparer.Ordinal);
    private long _swept = time.GetTimestamp();

    /// <summary>All of them, or none.</summary>
    public bool TryRing(string user, IReadOnlyCollection<string> callees)
    {
        Sweep();
        while (true)
        {
            var recent = _recent.GetOrAdd(user, static _ => new(StringComparer.Ordinal));
            lock (recent)
            {
                // Swept away between the look-up and the lock.
                if (!_recent.TryGetValue(user, out var current) || current != recent)
                {
                    continue;
                }

                Forget(recent);
                var strangers = callees.Where(callee => !recent.ContainsKey(callee)).ToHashSet(StringComparer.Ordinal);
                if (recent.Count + strangers.Count > perMinute)
                {
                    return false;
                }

                var now = time.GetTimestamp();
                foreach (var callee in strangers)
                {
                    recent[callee] = now;
                }

                return true;
            }
        }
    }

    private void Forget(Dictionary<string, long> recent)
    {
        foreach (var (callee, at) in recent.ToList())
        {
            if (time.GetElapsedTime(at) >= Window)
            {
                recent.Remove(callee);
            }
        }
    }

    private void Sweep()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _swept)) < Window)
        {
            return;
        }

        Volatile.Write(ref _swept, time.GetTimestamp());
        foreach (var (user, recent) in _recent)
        {
            lock (recent)
            {
                Forget(recent);
                if (recent.Count == 0)
                {
                    _recent.TryRemove(user, out _);
                }
            }
        }
    }
}
