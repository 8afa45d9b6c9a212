namespace Calling.Providers;

/// <summary>How a call ended, in neutral words.</summary>
/// <param name="Cause">Why.</param>
/// <param name="By">The device that ended it; null where nobody did.</param>
/// <param name="Fault">The vendor's own code and words, where it gave some.</param>
public sealed record CallEnding(EndCause Cause, CallParty? By = null, ProviderFault? Fault = null)
{
    /// <summary>The call that took this one's place, with <see cref="EndCause.Replaced"/>; the call that crossed with this one, with <see cref="EndCause.Busy"/> (rule CALL-062).</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The data given with the reject, cancel or hang-up (rule CALL-026).</summary>
    public string? Data { get; init; }
}
