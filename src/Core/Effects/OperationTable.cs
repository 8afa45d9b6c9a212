using System.Collections.Concurrent;

namespace Calling.Effects;

/// <summary>The operations under way. Begun on any thread, decided on the mailbox.</summary>
internal sealed class OperationTable
{
    private readonly ConcurrentDictionary<long, Operation> _pending = new();
    private long _last;

    /// <summary>Begins one.</summary>
    /// <param name="decided">What has to follow once the whole decision is carried out.</param>
    public Operation Begin(Action? decided = null)
    {
        var operation = new Operation(Interlocked.Increment(ref _last), decided);
        _pending[operation.Id] = operation;
        return operation;
    }

    /// <summary>Takes one out to be finished; null if it was finished before.</summary>
    /// <param name="id">Its number.</param>
    public Operation? Take(long id) => _pending.TryRemove(id, out Operation? operation) ? operation : null;
}
