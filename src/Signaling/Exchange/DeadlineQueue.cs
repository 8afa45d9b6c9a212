using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>The calls' deadlines behind one timer. An entry that was overtaken does no harm: looking at a call too early changes nothing.</summary>
internal sealed class DeadlineQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<string, TimeSpan> _queue = new();
    private readonly Func<TimeSpan> _now;
    private readonly Action<string> _due;
    private readonly ITimer _timer;

    public DeadlineQueue(TimeProvider time, Func<TimeSpan> now, Action<string> due)
    {
        (_now, _due) = (now, due);
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Deadline deadline)
    {
        lock (_lock)
        {
            bool earliest = !_queue.TryPeek(out _, out var first) || deadline.At < first;
            _queue.Enqueue(deadline.CallId, deadline.At);
            if (earliest)
            {
                Arm();
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Fire()
    {
        while (true)
        {
            string callId;
            lock (_lock)
            {
                if (!_queue.TryPeek(out callId!, out var at) || at > _now())
                {
                    Arm();
                    return;
                }

                _queue.Dequeue();
            }

            _due(callId);
        }
    }

    private void Arm()
    {
        if (_queue.TryPeek(out _, out var at))
        {
            // Real timers count whole milliseconds and may come a little early: rounding up saves a second look.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (at - _now()).TotalMilliseconds)));
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }
}
