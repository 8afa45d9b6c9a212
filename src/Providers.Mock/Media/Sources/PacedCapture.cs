namespace Calling.Providers.Mock;

/// <summary>A source that makes a frame every period. It counts by arithmetic and draws only while somebody looks, so that an hour of an
/// unwatched call costs virtual time nothing.</summary>
internal abstract class PacedCapture : ICapture
{
    private readonly MediaClock _clock;
    private readonly ICaptureTarget _target;
    private readonly TimeSpan _period;
    private readonly TimeSpan _since;
    private readonly int _frameBytes;
    private readonly ITimer _timer;
    private long _next;
    private int _armed;
    private volatile bool _disposed;

    protected PacedCapture(MediaClock clock, ICaptureTarget target, TimeSpan period, int frameBytes)
    {
        (_clock, _target, _period, _frameBytes, _since) = (clock, target, period, frameBytes, clock.Now);
        _timer = clock.Time.CreateTimer(static state => ((PacedCapture)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public FrameCount CountAt(TimeSpan now)
    {
        var frames = IndexAt(now);
        return new FrameCount(frames, frames * _frameBytes);
    }

    public void Wake()
    {
        if (!_disposed && Interlocked.CompareExchange(ref _armed, 1, 0) == 0)
        {
            Arm();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    /// <summary>Makes a frame and hands it to the target.</summary>
    /// <param name="index">Its number, from 1.</param>
    /// <param name="timestamp">When it was taken.</param>
    /// <param name="target">Where it goes.</param>
    protected abstract void Emit(long index, TimeSpan timestamp, ICaptureTarget target);

    private long IndexAt(TimeSpan now) => (now - _since).Ticks / _period.Ticks;

    // Armed one frame at a time, so that frames never overlap and never drift.
    private void Arm()
    {
        var now = _clock.Now;
        _next = IndexAt(now) + 1;

        // Real timers count whole milliseconds and would come a little early.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((_since + (_period * _next) - now).TotalMilliseconds));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        if (_disposed)
        {
            return;
        }

        if (!_target.WantsFrames)
        {
            Interlocked.Exchange(ref _armed, 0);
            if (_target.WantsFrames)
            {
                Wake();
            }

            return;
        }

        // A late timer in real time skips what it missed, as a camera does; an early one waits on.
        var index = IndexAt(_clock.Now);
        if (index >= _next)
        {
            Emit(index, _period * (index - 1), _target);
        }

        if (!_disposed)
        {
            Arm();
        }
    }
}
