namespace Calling.Providers.Mock;

/// <summary>Runs work of one owner in order and one at a time on a runtime that may have many threads.</summary>
internal sealed class SerialPump
{
    private readonly CallRuntime _runtime;
    private readonly Queue<Action> _queue = new();
    private readonly Action _runOne;

    public SerialPump(CallRuntime runtime) => (_runtime, _runOne) = (runtime, RunOne);

    public void Post(Action work)
    {
        lock (_queue)
        {
            _queue.Enqueue(work);
            if (_queue.Count > 1)
            {
                return;
            }
        }

        _runtime.Post(_runOne);
    }

    // One piece a turn, so that in virtual time the pumps of all owners take turns.
    private void RunOne()
    {
        Action work;
        lock (_queue)
        {
            work = _queue.Peek();
        }

        try
        {
            work();
        }
        finally
        {
            bool more;
            lock (_queue)
            {
                _queue.Dequeue();
                more = _queue.Count > 0;
            }

            if (more)
            {
                _runtime.Post(_runOne);
            }
        }
    }
}
