namespace Calling.Server.Limits;

/// <summary>A rate limit on an injected clock (the framework's has its own).</summary>
internal sealed class TokenBucket(RateLimit limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = limit.Burst;
    private long _at = time.GetTimestamp();

    /// <summary>Nothing was taken for so long that a new bucket would be the same.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                Refill();
                return _tokens >= limit.Burst;
            }
        }
    }

    public bool TryTake()
    {
        lock (_lock)
        {
            Refill();
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    /// <summary>What was taken does not count.</summary>
    public void Return()
    {
        lock (_lock)
        {
            _tokens = Math.Min(limit.Burst, _tokens + 1);
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(limit.Burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * limit.PerSecond));
        _at = now;
    }
}
