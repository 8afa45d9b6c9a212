using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>Keeps the calls in this process: what a single server and the mock need. A restart forgets them.</summary>
public sealed class MemoryCallStore : ICallStore
{
    private readonly Lock _lock = new();
    private CallSet _calls = CallSet.Empty;

    /// <inheritdoc />
    public CallSet Current => Volatile.Read(ref _calls);

    /// <inheritdoc />
    public ValueTask<Decision> TransactAsync(ServerCommand command, Func<CallSet, Decision> decide, Action<Decision> committed)
    {
        ArgumentNullException.ThrowIfNull(decide);
        ArgumentNullException.ThrowIfNull(committed);
        lock (_lock)
        {
            var decision = decide(_calls);
            Volatile.Write(ref _calls, decision.Calls);
            committed(decision);
            return ValueTask.FromResult(decision);
        }
    }
}
