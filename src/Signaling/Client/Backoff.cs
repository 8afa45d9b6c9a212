namespace Calling.Signaling.Client;

/// <summary>How long to wait before coming back: doubling, bounded, and jittered so that a restarted server is not met by all at once.</summary>
internal sealed class Backoff(TimeSpan initial, TimeSpan max, Random random)
{
    /// <summary>The wait before an attempt, between half the bound and the whole.</summary>
    /// <param name="attempt">Counts from zero.</param>
    public TimeSpan Delay(int attempt)
    {
        var bound = Math.Min(max.TotalMilliseconds, initial.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromMilliseconds(bound * (0.5 + (random.NextDouble() / 2)));
    }
}
