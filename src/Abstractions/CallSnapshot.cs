using Calling.Media;

namespace Calling;

/// <summary>A session at one moment: immutable, complete, safe to keep.</summary>
public sealed record CallSnapshot
{
    /// <summary>The call's id, the same for everybody in it (rule CALL-016).</summary>
    public required string CallId { get; init; }

    /// <summary>Who began it, seen from here.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>Where the session stands.</summary>
    public required CallState State { get; init; }

    /// <summary>What the call is for now; it may change while it is up (section 11).</summary>
    public required CallMedia Media { get; init; }

    /// <summary>The user who placed it, as the provider vouches (rule CALL-008).</summary>
    public required string Caller { get; init; }

    /// <summary>Who invited this user, for a session that rang here: the caller, or the member who did (rule CALL-083).</summary>
    public string? InvitedBy { get; init; }

    /// <summary>Everybody who was invited, in the order of inviting: the caller's first, then those invited during the call.</summary>
    public required IReadOnlyList<string> Callees { get; init; }

    /// <summary>True for a group call, with or without a group id (rule CALL-017).</summary>
    public bool IsGroup { get; init; }

    /// <summary>The caller's name for the group, if any.</summary>
    public string? GroupId { get; init; }

    /// <summary>What the caller attached, byte for byte (rule CALL-015).</summary>
    public string? Attachment { get; init; }

    /// <summary>What this device has switched on; in force from the first packet (rule CALL-093).</summary>
    public MediaState LocalMedia { get; init; }

    /// <summary>A request to change what the call is for that waits for an answer, by this user or by another (rule CALL-100).</summary>
    public CallMediaRequest? MediaRequest { get; init; }

    /// <summary>Everybody else, in the order in which they came in.</summary>
    public IReadOnlyList<CallParticipant> Participants { get; init; } = [];

    /// <summary>How it ended, once it has.</summary>
    public CallEnd? End { get; init; }

    /// <summary>The call that took this one's place, after <see cref="CallEndReason.Replaced"/>.</summary>
    public string? ReplacedBy { get; init; }
}
