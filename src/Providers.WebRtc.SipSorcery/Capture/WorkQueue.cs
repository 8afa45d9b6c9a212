namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Hands items to a worker on the pool, one at a time and in order; what waits too long is dropped, the oldest first.</summary>
/// <typeparam name="T">What is handed over.</typeparam>
/// <param name="capacity">How many may wait.</param>
/// <param name="work">Takes one.</param>
/// <param name="onFault">Told what it threw.</param>
/// <param name="end">Runs once, after the last one.</param>
internal sealed class WorkQueue<T>(int capacity, Action<T> work, Action<Exception> onFault, Action end) : IDisposable
{
    private readonly Queue<T> _waiting = new();
    private bool _running;
    private bool _disposed;

    internal void Post(T item)
    {
        lock (_waiting)
        {
            if (_disposed)
            {
                return;
            }

            if (_waiting.Count == capacity)
            {
                _waiting.Dequeue();
            }

            _waiting.Enqueue(item);
            Run();
        }
    }

    /// <summary>Takes nothing more; does not wait.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            if (!_disposed)
            {
                _disposed = true;
                _waiting.Clear();
                Run();
            }
        }
    }

    private void Run()
    {
        if (!_running)
        {
            _running = true;
            ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Drain(), this, preferLocal: false);
        }
    }

    private void Drain()
    {
        while (true)
        {
            T? item;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out item))
                {
                    // After the end nothing can start it again.
                    _running = _disposed;
                    break;
                }
            }

            try
            {
                work(item);
            }
            catch (Exception fault)
            {
                onFault(fault);
            }
        }

        if (_disposed)
        {
            end();
        }
    }
}
