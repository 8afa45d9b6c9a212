namespace Calling.Signaling.Client;

/// <summary>Says once for each token that it runs out soon, by this machine's own clock, whether the line is up or down (rule CALL-004).</summary>
internal sealed class TokenWatch(TimeProvider time, Action<TimeSpan> expiring) : IDisposable
{
    private static readonly TimeSpan LeastNotice = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private string? _token;
    private long _since;
    private TimeSpan _life;
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Begins with a token that the server took; one that is watched already goes on.</summary>
    /// <param name="token">The token.</param>
    /// <param name="life">How long it holds from now; null without end.</param>
    public void Start(string token, TimeSpan? life)
    {
        lock (_lock)
        {
            if (_disposed || token == _token)
            {
                return;
            }

            Stop();
            _token = token;
            if (life is { } remaining)
            {
                (_since, _life) = (time.GetTimestamp(), remaining);
                ITimer? mine = null;
                _timer = mine = time.CreateTimer(_ => Fire(mine), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                mine.Change(remaining - NoticeOf(remaining), Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The token gave way to one that the server has not seen yet; or to none.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            (_timer, _token) = (null, null);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Stop();
            _disposed = true;
        }
    }

    /// <summary>A tenth of the token's life, a minute at least, but never more than half of it.</summary>
    internal static TimeSpan NoticeOf(TimeSpan life)
    {
        var notice = life / 10 > LeastNotice ? life / 10 : LeastNotice;
        return notice < life / 2 ? notice : life / 2;
    }

    private void Fire(ITimer? timer)
    {
        TimeSpan remaining;
        lock (_lock)
        {
            // A timer that was stopped while it was firing says nothing about the present token.
            if (timer is null || timer != _timer)
            {
                return;
            }

            var left = _life - time.GetElapsedTime(_since);
            remaining = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        expiring(remaining);
    }
}
