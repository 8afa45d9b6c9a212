namespace Calling.Providers.Mock;

/// <summary>The virtual clock's hands and its timers, ordered by due time and then by when they were set.</summary>
internal sealed class TimerQueue
{
    private readonly object _gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Setting), (TimeSpan Due, long Setting)> _queue = new();
    private TimeSpan _now;
    private long _settings;
    private int _count;

    public TimeSpan Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Sets a timer anew; what was set before is void.</summary>
    public void Set(VirtualTimer timer, TimeSpan? dueIn)
    {
        lock (_gate)
        {
            if (timer.Setting != 0)
            {
                (timer.Setting, _count) = (0, _count - 1);
            }

            if (dueIn is { } due)
            {
                Enqueue(timer, _now + due);
            }
        }
    }

    /// <summary>Takes the first timer that is due now, or null.</summary>
    public Action? TakeDue()
    {
        lock (_gate)
        {
            if (NextDue() is not { } due || due > _now)
            {
                return null;
            }

            var (timer, _) = _queue.Dequeue();
            (timer.Setting, _count) = (0, _count - 1);
            if (timer.Period is { } period)
            {
                Enqueue(timer, due + period);
            }

            return timer.Firing;
        }
    }

    /// <summary>Moves the clock to the next timer's time, or to the target if none is due by then.</summary>
    /// <returns>Whether a timer is due now.</returns>
    public bool MoveToNext(TimeSpan target)
    {
        lock (_gate)
        {
            if (NextDue() is { } due && due <= target)
            {
                _now = due > _now ? due : _now;
                return true;
            }

            _now = target;
            return false;
        }
    }

    private void Enqueue(VirtualTimer timer, TimeSpan due)
    {
        timer.Setting = ++_settings;
        _count++;
        _queue.Enqueue((timer, timer.Setting), (due, timer.Setting));
    }

    // A setting that was made void is still in the queue until it comes to the front.
    private TimeSpan? NextDue()
    {
        while (_queue.TryPeek(out var entry, out var priority))
        {
            if (entry.Timer.Setting == entry.Setting)
            {
                return priority.Due;
            }

            _queue.Dequeue();
        }

        return null;
    }
}
