namespace Calling.Cli.Demo;

/// <summary>What the user of the demo may choose.</summary>
/// <param name="Provider">The provider, by its registered name; null takes what the configuration says.</param>
/// <param name="Seconds">How long they talk.</param>
/// <param name="Output">The folder for pictures and sound.</param>
internal sealed record DemoOptions(string? Provider, double Seconds, string Output)
{
    public const double MinSeconds = 1;
    public const double MaxSeconds = 300;

    /// <summary>So that whoever comes late is seen by who leaves early.</summary>
    public const double MinGroupSeconds = 6;
}
