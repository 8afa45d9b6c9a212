using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>Runs what is posted, one at a time and in order, on the pool: native threads never run the application's code.</summary>
internal sealed class SerialQueue(ILogger log)
{
    private readonly Queue<Action> _waiting = new();
    private bool _running;

    internal void Post(Action action)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(action);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Drain(), this, preferLocal: false);
    }

    private void Drain()
    {
        while (true)
        {
            Action action;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out action!))
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                action();
            }
            catch (Exception fault)
            {
                EngineLog.ObserverFailed(log, fault);
            }
        }
    }
}
