using System.Diagnostics.CodeAnalysis;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Hands items to a worker on the pool, one at a time and in order; what waits too long is dropped, the oldest first.</summary>
/// <typeparam name="T">What is handed over.</typeparam>
/// <param name="capacity">How many may wait.</param>
/// <param name="work">Takes one.</param>
/// <param name="onFault">Told what it threw.</param>
/// <param name="end">Runs once, after the last one.</param>
/// <param name="onDropped">Told what waited too long.</param>
internal sealed class WorkQueue<T>(int capacity, Action<T> work, Action<Exception> onFault, Action end, Action<T>? onDropped = null) : IDisposable
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
                var dropped = _waiting.Dequeue();
                onDropped?.Invoke(dropped);
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
        bool ended;
        while (TryTake(out var item, out ended))
        {
            try
            {
                work(item);
            }
            catch (Exception fault)
            {
                onFault(fault);
            }
        }

        if (ended)
        {
            end();
        }
    }

    private bool TryTake([MaybeNullWhen(false)] out T item, out bool ended)
    {
        lock (_waiting)
        {
            ended = _disposed;
            if (_waiting.TryDequeue(out item))
            {
                return true;
            }

            // After the end nothing can start it again. Decided here: whoever runs next may be disposed by then, and ends by itself.
            _running = ended;
            return false;
        }
    }
}
