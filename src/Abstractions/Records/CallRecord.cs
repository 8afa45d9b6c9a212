namespace Calling;

/// <summary>What the arbiter keeps of a call: one record, the same for everyone who asks (rule CALL-130).</summary>
public sealed record CallRecord
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>Who placed it.</summary>
    public required string Caller { get; init; }

    /// <summary>One per invitation, in the order of inviting.</summary>
    public required IReadOnlyList<CallRecordEntry> Invitations { get; init; }

    /// <summary>Users who came in by the call's id without ever having been invited before (rule CALL-087).</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>What the call was for when it ended.</summary>
    public required CallMedia Media { get; init; }

    /// <summary>A group call, with or without a group id.</summary>
    public bool IsGroup { get; init; }

    /// <summary>The caller's name for the group.</summary>
    public string? GroupId { get; init; }

    /// <summary>When the arbiter took it, by the arbiter's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When somebody first answered; null if nobody did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When it was over for everybody.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>From the answer to the end, measured as elapsed time; zero if nobody answered.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The user who ended it; null where nobody did (a timeout, a fault).</summary>
    public string? EndedBy { get; init; }
}
