using Calling.Signaling.Switchboards;

namespace Calling.Signaling;

/// <summary>Is told of invitations that no device of the user can be told of (rule CALL-150).</summary>
/// <remarks>Any thread, in the order of decisions, inside of the commit: both methods return at once and do not throw.</remarks>
public interface IOfflineInvitationObserver
{
    /// <summary>A user was invited, and none of the user's devices is connected. Once per invitation.</summary>
    /// <param name="invitation">The invitation.</param>
    void OnOffline(OfflineInvitation invitation);

    /// <summary>Such an invitation was answered, taken back or timed out, or a device of the user is connected and rings. Once per invitation.</summary>
    /// <param name="invitationId">Its <see cref="OfflineInvitation.Id"/>.</param>
    void OnWithdrawn(string invitationId);
}
