using System.Globalization;

namespace Calling.Signaling.Switchboards;

/// <summary>An invitation of a user none of whose devices is connected: what the push hook is told, once per invitation (rule CALL-150).</summary>
/// <param name="Id">Names the invitation; unique, since a user may be invited into one call again.</param>
/// <param name="CallId">The call.</param>
/// <param name="UserId">Who is invited.</param>
/// <param name="Caller">Who placed the call.</param>
/// <param name="Media">What it is for.</param>
/// <param name="RingRemaining">How long a device that signs in now still rings.</param>
public sealed record OfflineInvitation(string Id, string CallId, string UserId, string Caller, CallMedia Media, TimeSpan RingRemaining)
{
    /// <summary>The member who invited during the call; null for the caller's own first invitations.</summary>
    public string? InvitedBy { get; init; }

    /// <summary>Everybody who was invited so far, this user among them.</summary>
    public required IReadOnlyList<string> Callees { get; init; }

    /// <summary>A group call, with or without a group id.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The caller's name for the group.</summary>
    public string? GroupId { get; init; }

    /// <summary>What the app gave for the push.</summary>
    public CallPush? Push { get; init; }

    internal static string IdOf(CallEntry call, int number) => string.Create(CultureInfo.InvariantCulture, $"{call.CallId}/{number}");

    internal static OfflineInvitation Of(CallEntry call, int number, TimeSpan now)
    {
        var (invitation, details) = (call.Invitations[number], call.Details);
        return new(IdOf(call, number), call.CallId, invitation.UserId, details.Caller.UserId, details.Media, invitation.Deadline - now)
        {
            InvitedBy = invitation.By,
            Callees = details.Callees,
            IsGroup = details.IsGroup,
            GroupId = details.GroupId,
            Push = invitation.Push,
        };
    }
}
