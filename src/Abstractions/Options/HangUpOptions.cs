namespace Calling;

/// <summary>What may be said about ending.</summary>
public sealed class HangUpOptions
{
    /// <summary>Whom the call ends for; <see cref="HangUpScope.Everyone"/> needs the capability EndForEveryone (rule CALL-084).</summary>
    public HangUpScope Scope { get; set; }

    /// <summary>The app's own data for the others, up to the provider's limit (capability CallData, rule CALL-026).</summary>
    public string? Data { get; set; }
}
