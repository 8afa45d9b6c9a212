namespace Calling.Providers.Mock;

/// <summary>A timer of the virtual clock.</summary>
internal sealed class VirtualTimer(TimerQueue queue, TimerCallback callback, object? state) : ITimer
{
    private bool _disposed;

    /// <summary>The number of the present setting; 0 while not set. Guarded by the queue.</summary>
    public long Setting { get; set; }

    /// <summary>How long after each firing the next is due; null for once. Guarded by the queue only while set.</summary>
    public TimeSpan? Period { get; private set; }

    public void Fire()
    {
        if (!Volatile.Read(ref _disposed))
        {
            callback(state);
        }
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (Volatile.Read(ref _disposed))
        {
            return false;
        }

        queue.Set(this, null);
        Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
        queue.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
        return true;
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        queue.Set(this, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
