using Calling.Machines;
using Calling.Mailboxes;

namespace Calling.Effects;

/// <summary>The timers, one of each kind per call and per client. Used on the mailbox only.</summary>
internal sealed class TimerTable(TimeProvider time, ClientMailbox mailbox)
{
    private readonly Dictionary<(string? CallId, TimerKind Kind), CallTimer> _running = [];

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Starts one, or starts it anew.</summary>
    /// <param name="callId">The call, or null for the client's own.</param>
    /// <param name="kind">Which.</param>
    /// <param name="dueIn">When; what is past is due at once.</param>
    public void Start(string? callId, TimerKind kind, TimeSpan dueIn)
    {
        Stop(callId, kind);
        var timer = new CallTimer(callId, kind, mailbox);
        _running[timer.Key] = timer;
        timer.Handle = time.CreateTimer(
            static state => ((CallTimer)state!).Elapse(), timer, dueIn < TimeSpan.Zero ? TimeSpan.Zero : dueIn, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops one if it runs.</summary>
    /// <param name="callId">The call, or null for the client's own.</param>
    /// <param name="kind">Which.</param>
    public void Stop(string? callId, TimerKind kind)
    {
        if (_running.Remove((callId, kind), out CallTimer? timer))
        {
            timer.Stop();
        }
    }

    /// <summary>Forgets a run whose elapsed is being worked on.</summary>
    /// <param name="timer">The run; still the present one, or its letter would have been void.</param>
    public void Finish(CallTimer timer) => Stop(timer.Key.CallId, timer.Key.Kind);

    /// <summary>Stops all.</summary>
    public void StopAll()
    {
        foreach (CallTimer timer in _running.Values)
        {
            timer.Stop();
        }

        _running.Clear();
    }
}
