namespace Calling.Providers.Mock;

/// <summary>Work that arrives a fixed time after it was sent, in the order in which it was sent.</summary>
internal sealed class DelayLine(SerialPump pump, TimeProvider time, TimeSpan delay)
{
    private readonly object _gate = new();
    private readonly Queue<(long Sent, Action Work)> _underway = new();
    private ITimer? _timer;

    public void Post(Action work)
    {
        if (delay == TimeSpan.Zero)
        {
            pump.Post(work);
            return;
        }

        lock (_gate)
        {
            _underway.Enqueue((time.GetTimestamp(), work));
            if (_underway.Count == 1)
            {
                _timer ??= time.CreateTimer(_ => Arrive(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Arrive()
    {
        lock (_gate)
        {
            while (_underway.TryPeek(out var next))
            {
                var left = delay - time.GetElapsedTime(next.Sent);
                if (left > TimeSpan.Zero)
                {
                    // Real timers count whole milliseconds; rounding up saves a second look.
                    _timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                    return;
                }

                _underway.Dequeue();
                pump.Post(next.Work);
            }
        }
    }
}
