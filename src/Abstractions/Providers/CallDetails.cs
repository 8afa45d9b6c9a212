namespace Calling.Providers;

/// <summary>What an invitation carries (rules CALL-015, CALL-017).</summary>
/// <param name="Caller">The device that placed the call.</param>
/// <param name="Callees">Everybody who was invited, in the order of inviting: the caller's first, then those invited during the call.</param>
/// <param name="Media">What the call is for.</param>
/// <param name="IsGroup">A group call, with or without a group id.</param>
/// <param name="GroupId">The caller's name for the group.</param>
/// <param name="Attachment">The caller's text for the callees.</param>
public sealed record CallDetails(
    CallParty Caller, IReadOnlyList<string> Callees, CallMedia Media, bool IsGroup = false, string? GroupId = null, string? Attachment = null);
