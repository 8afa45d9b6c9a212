namespace Calling.Providers.Acs.Sdk;

/// <summary>Starts and stops an app's own source, which may be slow, on the thread pool; the last wish counts. What it throws is told.</summary>
internal sealed class SourceSwitch(Func<IDisposable> start, Action<Exception> failed)
{
    private readonly Lock _lock = new();
    private IDisposable? _run;
    private bool _wanted;
    private bool _working;
    private TaskCompletionSource? _idle;

    public void Set(bool on)
    {
        lock (_lock)
        {
            _wanted = on;
            if (_working || _wanted == _run is not null)
            {
                return;
            }

            _working = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static s => s.Work(), this, preferLocal: false);
    }

    /// <summary>Stops it for good, and waits until it has stopped.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        Set(false);
        lock (_lock)
        {
            if (!_working)
            {
                _idle.TrySetResult();
            }

            return _idle.Task;
        }
    }

    private void Work()
    {
        while (true)
        {
            bool on;
            lock (_lock)
            {
                on = _wanted && _idle is null;
                if (on == _run is not null)
                {
                    _working = false;
                    _idle?.TrySetResult();
                    return;
                }
            }

            try
            {
                if (on)
                {
                    _run = start();
                }
                else
                {
                    var run = _run!;
                    _run = null;
                    run.Dispose();
                }
            }
            catch (Exception e)
            {
                lock (_lock)
                {
                    _wanted &= !on;
                }

                failed(e);
            }
        }
    }
}
