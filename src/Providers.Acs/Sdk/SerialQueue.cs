using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// Runs work one after the other on the thread pool. The SDK raises events on threads of its own and promises no order between objects: here
/// they get one, and nothing of the SDK is ever called from inside its handlers.
/// </summary>
internal sealed class SerialQueue(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _work = new();
    private bool _running;

    /// <summary>Runs work after all that was posted before; what it throws is logged.</summary>
    public void Post(Action work)
    {
        lock (_lock)
        {
            _work.Enqueue(work);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Run(), this, preferLocal: false);
    }

    /// <summary>Runs work after all that was posted before, and tells what came of it.</summary>
    public Task<T> AskAsync<T>(Func<T> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(work());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        return answer.Task;
    }

    private void Run()
    {
        while (true)
        {
            Action work;
            lock (_lock)
            {
                if (!_work.TryDequeue(out work!))
                {
                    _running = false;
                    return;
                }
            }

            try
            {
                work();
            }
            catch (Exception e)
            {
                AcsLog.Faulted(logger, e);
            }
        }
    }
}
