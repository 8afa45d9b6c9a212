namespace Calling.Providers;

/// <summary>One user's invitation, as a member is told of it.</summary>
/// <param name="UserId">The invited user.</param>
/// <param name="Alerted">A device of the user was alerted.</param>
/// <param name="Response">The outcome; null while open.</param>
/// <param name="Reason">The text given with a reject.</param>
public sealed record CallInvitation(string UserId, bool Alerted, CallResponse? Response = null, string? Reason = null)
{
    /// <summary>The member who invited during the call; null for the caller's own first invitations (rule CALL-083).</summary>
    public string? InvitedBy { get; init; }

    /// <summary>The data given with an accept or a reject (rule CALL-026).</summary>
    public string? Data { get; init; }
}
