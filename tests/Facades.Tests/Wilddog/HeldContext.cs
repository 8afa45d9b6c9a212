using System.Collections.Concurrent;

namespace Calling.Facades.Tests;

/// <summary>An app's main thread that is busy: what is posted to it waits until it is released, and then runs on the thread pool.</summary>
internal sealed class HeldContext : SynchronizationContext
{
    private readonly ConcurrentQueue<Action> _held = new();
    private volatile bool _isReleased;

    /// <summary>Makes something on a context of its own.</summary>
    public static T Make<T>(HeldContext context, Func<T> make)
    {
        var former = Current;
        SetSynchronizationContext(context);
        try
        {
            return make();
        }
        finally
        {
            SetSynchronizationContext(former);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        _held.Enqueue(() => d(state));
        if (_isReleased)
        {
            Release();
        }
    }

    public void Release()
    {
        _isReleased = true;
        while (_held.TryDequeue(out var one))
        {
            ThreadPool.QueueUserWorkItem(static run => run(), one, preferLocal: false);
        }
    }
}
