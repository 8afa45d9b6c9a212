namespace Calling.Acs.Emulator;

/// <summary>How many requests are still to be refused.</summary>
internal sealed class Throttle
{
    private readonly Lock _lock = new();
    private int _left;
    private TimeSpan _retryAfter;

    public void Set(int requests, TimeSpan retryAfter)
    {
        lock (_lock)
        {
            (_left, _retryAfter) = (requests, retryAfter);
        }
    }

    /// <summary>When to come back, if this request is refused.</summary>
    public TimeSpan? TryTake()
    {
        lock (_lock)
        {
            if (_left == 0)
            {
                return null;
            }

            _left--;
            return _retryAfter;
        }
    }
}
