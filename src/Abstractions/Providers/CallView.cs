using Calling.Media;

namespace Calling.Providers;

/// <summary>A call as one device may know it: what a snapshot, a query and an accept bring.</summary>
public sealed record CallView
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>The revision of the last signal to this device that is contained.</summary>
    public required long Revision { get; init; }

    /// <summary>What the invitation carries.</summary>
    public required CallDetails Details { get; init; }

    /// <summary>The member who invited this device's user, if that is not the caller; only for a device that rings.</summary>
    public string? InvitedBy { get; init; }

    /// <summary>
    /// Every invitation there was, in the order of inviting: a user who was invited again has several, of which the last one counts. Empty for a
    /// device that still rings (rule CALL-080).
    /// </summary>
    public IReadOnlyList<CallInvitation> Invitations { get; init; } = [];

    /// <summary>The other devices that are in the call; empty for a device that still rings.</summary>
    public IReadOnlyList<CallMember> Members { get; init; } = [];

    /// <summary>A request to change what the call is for that waits for an answer; only for a member.</summary>
    public CallMediaRequest? MediaRequest { get; init; }

    /// <summary>True if the device that is told is in the call: its accept has won, or it placed the call.</summary>
    public bool IsMember { get; init; }

    /// <summary>How long it may ring on; null once answered.</summary>
    public TimeSpan? RingRemaining { get; init; }

    /// <summary>What opens the media; only for a member once somebody has answered (rule CALL-099).</summary>
    public MediaGrant? Grant { get; init; }

    /// <summary>How it ended for this device; null while it lives.</summary>
    public CallEnding? Ending { get; init; }
}
