namespace Calling.Providers.Mock;

/// <summary>A timer of the virtual clock.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly TimerQueue _queue;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private bool _disposed;

    public VirtualTimer(TimerQueue queue, TimerCallback callback, object? state)
    {
        (_queue, _callback, _state) = (queue, callback, state);
        Firing = Fire;
    }

    /// <summary>Calls back; one delegate for all firings, so that a frame timer allocates nothing.</summary>
    public Action Firing { get; }

    /// <summary>The number of the present setting; 0 while not set. Guarded by the queue.</summary>
    public long Setting { get; set; }

    /// <summary>How long after each firing the next is due; null for once. Guarded by the queue only while set.</summary>
    public TimeSpan? Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (Volatile.Read(ref _disposed))
        {
            return false;
        }

        _queue.Set(this, null);
        Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
        _queue.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
        return true;
    }

    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        _queue.Set(this, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire()
    {
        if (!Volatile.Read(ref _disposed))
        {
            _callback(_state);
        }
    }
}
