namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Beats at an even pace; what a late timer missed is made up for, up to a limit.</summary>
internal sealed class Pacer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly int _mostAtOnce;
    private readonly Action<long> _beat;
    private readonly Action<Exception> _onFault;
    private readonly long _began;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _next;
    private bool _disposed;

    /// <summary>Begins at once.</summary>
    /// <param name="time">Its clock.</param>
    /// <param name="interval">Between two beats.</param>
    /// <param name="mostAtOnce">How many late beats are made up for; older ones are left out.</param>
    /// <param name="beat">Gets the number of the beat, from 0.</param>
    /// <param name="onFault">Told what it threw; there are no more beats then.</param>
    internal Pacer(TimeProvider time, TimeSpan interval, int mostAtOnce, Action<long> beat, Action<Exception> onFault)
    {
        (_time, _interval, _mostAtOnce, _beat, _onFault) = (time, interval, mostAtOnce, beat, onFault);
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(static pacer => ((Pacer)pacer!).Tick(), this, TimeSpan.Zero, interval / 2);
    }

    /// <summary>No beat is under way or comes after this returned, unless it is called from within one.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Tick()
    {
        // A beat that takes longer than the timer's period is not overtaken.
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            var due = (_time.GetElapsedTime(_began).Ticks / _interval.Ticks) + 1;
            _next = Math.Max(_next, due - _mostAtOnce);
            while (_next < due && !_disposed)
            {
                _beat(_next++);
            }
        }
        catch (Exception fault)
        {
            Dispose();
            _onFault(fault);
        }
        finally
        {
            _gate.Exit();
        }
    }
}
