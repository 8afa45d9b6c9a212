namespace Calling.Providers.WebRtc.Engines;

/// <summary>Notices that nothing comes from the peer any more, and that something comes again (rule CALL-111).</summary>
/// <remarks>
/// A connected peer sends something at least once a second. Silence is counted in looks and not in time: a look that comes late tells
/// that this process had no time for itself, and then what the peer sent may be waiting too, so it counts for nothing.
/// </remarks>
/// <param name="time">Its clock.</param>
/// <param name="lost">Called when nothing came for 4.5 to 5 s.</param>
/// <param name="back">Called when something came after that.</param>
internal sealed class ArrivalWatch(TimeProvider time, Action lost, Action back) : IDisposable
{
    private const int SilentLooks = 9;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Late = Interval * 1.5;

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _disposed;
    private long _arrived;
    private long _seen;
    private long _lookedAt;
    private int _silent;

    /// <summary>Something came. Any thread; called for every packet.</summary>
    internal void Count() => Interlocked.Increment(ref _arrived);

    /// <summary>Begins; once more is harmless.</summary>
    internal void Start()
    {
        lock (_gate)
        {
            if (!_disposed && _timer is null)
            {
                _lookedAt = time.GetTimestamp();
                _timer = time.CreateTimer(static watch => ((ArrivalWatch)watch!).Look(), this, Interval, Interval);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Look()
    {
        Action? news = null;
        lock (_gate)
        {
            var (now, arrived) = (time.GetTimestamp(), Interlocked.Read(ref _arrived));
            var late = time.GetElapsedTime(_lookedAt, now) > Late;
            _lookedAt = now;
            if (arrived != _seen)
            {
                news = _silent == SilentLooks ? back : null;
                (_seen, _silent) = (arrived, 0);
            }
            else if (!late && _silent < SilentLooks && ++_silent == SilentLooks)
            {
                news = lost;
            }

            // Under the lock, so that the news come in order; both only hand them on.
            if (!_disposed)
            {
                news?.Invoke();
            }
        }
    }
}
