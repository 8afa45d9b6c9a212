namespace Calling.Conformance;

/// <summary>How much to simulate; it stops at whichever comes first.</summary>
public sealed record SimulationOptions
{
    /// <summary>Calls placed, all told.</summary>
    public long Calls { get; init; } = long.MaxValue;

    /// <summary>How long, in real time.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>The first seed; every world takes the next one.</summary>
    public int FirstSeed { get; init; } = 1;

    /// <summary>Worlds that run at the same time.</summary>
    public int Threads { get; init; } = 2;
}
