namespace Calling.Server;

/// <summary>So many at once, and so many a second after that.</summary>
public sealed class RateLimit
{
    /// <summary>How many at once. 1 to 1,000,000.</summary>
    public int Burst { get; set; } = 100;

    /// <summary>How many come back each second. 0.01 to 1,000,000.</summary>
    public double PerSecond { get; set; } = 20;
}
