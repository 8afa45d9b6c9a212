namespace Calling.Providers.Mock;

/// <summary>The trampoline: whoever finds it free drains it, everybody else only queues.</summary>
internal sealed class WorkQueue(TimerQueue timers)
{
    private readonly object _gate = new();
    private readonly Queue<Action> _work = new();
    private readonly Queue<Action> _whenIdle = new();
    private readonly List<Exception> _faults = [];
    private Thread? _runner;
    private int _pauses;

    public bool IsRunningHere => Volatile.Read(ref _runner) == Thread.CurrentThread;

    public void Enqueue(Action work)
    {
        lock (_gate)
        {
            _work.Enqueue(work);
        }
    }

    /// <summary>Queues work behind everything that is queued or due whenever its turn comes.</summary>
    public void EnqueueWhenIdle(Action work)
    {
        lock (_gate)
        {
            _whenIdle.Enqueue(work);
        }
    }

    public void DrainIfFree()
    {
        lock (_gate)
        {
            if (_runner is not null || _pauses > 0)
            {
                return;
            }

            _runner = Thread.CurrentThread;
        }

        Drain();
    }

    public void DrainOrThrow()
    {
        lock (_gate)
        {
            if (_runner == Thread.CurrentThread)
            {
                throw new InvalidOperationException(
                    "The virtual world cannot be run from inside its own work; await AdvanceAsync(TimeSpan.Zero) instead.");
            }

            while (_runner is not null)
            {
                Monitor.Wait(_gate);
            }

            if (_pauses > 0)
            {
                throw new InvalidOperationException("The virtual world is paused; dispose the pause first.");
            }

            _runner = Thread.CurrentThread;
        }

        Drain();
    }

    public IDisposable Pause()
    {
        lock (_gate)
        {
            _pauses++;
        }

        return new Release(Resume);
    }

    public IReadOnlyList<Exception> TakeFaults()
    {
        lock (_gate)
        {
            Exception[] taken = [.. _faults];
            _faults.Clear();
            return taken;
        }
    }

    private void Resume()
    {
        lock (_gate)
        {
            _pauses--;
        }

        DrainIfFree();
    }

    private void Drain()
    {
        for (var step = 0; TryTake(step) is { } work; step++)
        {
            try
            {
                work();
            }
            catch (Exception fault)
            {
                lock (_gate)
                {
                    _faults.Add(fault);
                }
            }
        }
    }

    // Posted work comes before timers that are due: a timer is later than what was there when it was set.
    private Action? TryTake(int step)
    {
        lock (_gate)
        {
            if (step >= VirtualWorld.MaxStepsPerInstant)
            {
                _work.Clear();
                _whenIdle.Clear();
                _faults.Add(new InvalidOperationException(
                    $"The virtual world did not come to rest within {VirtualWorld.MaxStepsPerInstant:N0} steps; its work posts itself for ever."));
            }
            else if (_pauses == 0)
            {
                if (_work.TryDequeue(out var work) || (work = timers.TakeDue()) is not null || _whenIdle.TryDequeue(out work))
                {
                    return work;
                }
            }

            _runner = null;
            Monitor.PulseAll(_gate);
            return null;
        }
    }
}
