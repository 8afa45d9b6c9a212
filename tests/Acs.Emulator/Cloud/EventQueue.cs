namespace Calling.Acs.Emulator;

/// <summary>The events of one object: one after the other, on the thread pool, never inside the call that causes them.</summary>
/// <param name="device">A device whose process is dead raises nothing any more.</param>
/// <param name="held">Whether events wait until <see cref="Open"/>.</param>
internal sealed class EventQueue(EmulatedDevice device, bool held = false)
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _waiting = [];
    private bool _held = held;
    private bool _running;
    private bool _closed;

    public EmulatedDevice Device => device;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Another queue of the same device.</summary>
    public EventQueue Beside() => new(device);

    public void Post(Action action) => Enqueue(() =>
    {
        if (device.IsAlive)
        {
            action();
        }
    });

    public void Open()
    {
        lock (_lock)
        {
            _held = false;
            Go();
        }
    }

    /// <summary>What has not been raised yet never will be.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _waiting.Clear();
        }
    }

    /// <summary>When everything posted so far has been raised.</summary>
    public Task DrainAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!Enqueue(done.SetResult))
        {
            done.SetResult();
        }

        return done.Task;
    }

    private bool Enqueue(Action action)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _waiting.Enqueue(action);
            Go();
            return true;
        }
    }

    private void Go()
    {
        if (!_held && !_running && _waiting.Count > 0)
        {
            _running = true;
            device.Cloud.NoteBusy(1);
            ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Run(), this, preferLocal: false);
        }
    }

    private void Run()
    {
        while (Next() is { } action)
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // An app may throw anything, and the events that follow are raised all the same.
            catch (Exception error)
#pragma warning restore CA1031
            {
                device.Cloud.NoteFault(error);
            }
        }

        device.Cloud.NoteBusy(-1);
    }

    private Action? Next()
    {
        lock (_lock)
        {
            _running = _waiting.TryDequeue(out var action);
            return action;
        }
    }
}
