using System.Runtime.CompilerServices;

namespace Calling.Providers.Mock;

/// <summary>Awaited: one turn of the thread pool. What was queued globally before has begun when it resumes; it never resumes inline.</summary>
internal readonly struct PoolTurn : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public PoolTurn GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation)
        => ThreadPool.QueueUserWorkItem(static resume => resume(), continuation, preferLocal: false);

    public void UnsafeOnCompleted(Action continuation)
        => ThreadPool.UnsafeQueueUserWorkItem(static resume => resume(), continuation, preferLocal: false);
}
