namespace Calling;

/// <summary>How a session ended, as its own user reads it (rules CALL-031, CALL-038).</summary>
/// <param name="Reason">Why.</param>
/// <param name="EndedBy">The user who ended it; null where nobody did (a timeout, a fault).</param>
/// <param name="Duration">From the answer to the end; zero for a call that was never answered.</param>
/// <param name="ProviderCode">The vendor's own code, where it gave one.</param>
/// <param name="ProviderSubcode">The vendor's own second code, where it gave one.</param>
/// <param name="ProviderMessage">The vendor's own words, where it gave some.</param>
public sealed record CallEnd(
    CallEndReason Reason,
    string? EndedBy,
    TimeSpan Duration,
    string? ProviderCode = null,
    string? ProviderSubcode = null,
    string? ProviderMessage = null)
{
    /// <summary>The data that was given with the reject, cancel or hang-up, byte for byte (rule CALL-026).</summary>
    public string? Data { get; init; }
}
