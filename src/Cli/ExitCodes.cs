namespace Calling.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>It ran and did not go well.</summary>
    public const int Failed = 1;

    /// <summary>It could not run: a setting, or something that is missing on this machine.</summary>
    public const int Unusable = 2;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
