namespace Calling.Providers.Mock;

/// <summary>How long a line's token still holds: tells in time, and closes at the end (rule CALL-004).</summary>
internal sealed class TokenWatch
{
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _expiring;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _began;
    private TimeSpan? _life;
    private bool _told;

    public TokenWatch(TimeProvider time, Action<TimeSpan> expiring, Action expired)
    {
        (_time, _expiring) = (time, expiring);
        _timer = time.CreateTimer(_ => Due(expired), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A token was taken.</summary>
    /// <param name="life">How long it holds; null for ever.</param>
    public void Begin(TimeSpan? life)
    {
        lock (_gate)
        {
            (_began, _life, _told) = (_time.GetTimestamp(), life, false);

            // Told when a quarter is left.
            _timer.Change(life is { } all ? all * 0.75 : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop() => _timer.Dispose();

    private void Due(Action expired)
    {
        TimeSpan left;
        lock (_gate)
        {
            if (_life is not { } life)
            {
                return;
            }

            left = life - _time.GetElapsedTime(_began);
            if (left > TimeSpan.Zero)
            {
                _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            }

            if (_told && left > TimeSpan.Zero)
            {
                return;
            }

            _told = true;
        }

        if (left > TimeSpan.Zero)
        {
            _expiring(left);
        }
        else
        {
            expired();
        }
    }
}
