using Calling.Machines;
using Calling.Mailboxes;

namespace Calling.Effects;

/// <summary>The timers, one of each kind per call and per client. Used on the mailbox, and closed from anywhere.</summary>
internal sealed class TimerTable(TimeProvider time, ClientMailbox mailbox)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? CallId, TimerKind Kind), CallTimer> _running = [];
    private bool _closed;

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Starts one, or starts it anew.</summary>
    /// <param name="callId">The call, or null for the client's own.</param>
    /// <param name="kind">Which.</param>
    /// <param name="dueIn">When; what is past is due at once.</param>
    public void Start(string? callId, TimerKind kind, TimeSpan dueIn)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            Stop(callId, kind);
            var timer = new CallTimer(callId, kind, mailbox);
            _running[timer.Key] = timer;
            timer.Handle = time.CreateTimer(
                static state => ((CallTimer)state!).Elapse(), timer, dueIn < TimeSpan.Zero ? TimeSpan.Zero : dueIn, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Stops one if it runs.</summary>
    /// <param name="callId">The call, or null for the client's own.</param>
    /// <param name="kind">Which.</param>
    public void Stop(string? callId, TimerKind kind)
    {
        lock (_lock)
        {
            if (_running.Remove((callId, kind), out CallTimer? timer))
            {
                timer.Stop();
            }
        }
    }

    /// <summary>Forgets a run whose elapsed is being worked on.</summary>
    /// <param name="timer">The run; still the present one, or its letter would have been void.</param>
    public void Finish(CallTimer timer) => Stop(timer.Key.CallId, timer.Key.Kind);

    /// <summary>Stops all for good: the client is disposed.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (CallTimer timer in _running.Values)
            {
                timer.Stop();
            }

            _running.Clear();
        }
    }
}
