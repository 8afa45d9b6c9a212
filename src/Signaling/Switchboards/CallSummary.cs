using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>What the arbiter knows of a call that is over for everybody, on its own clock of elapsed time (rule CALL-130).</summary>
public sealed record CallSummary
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>What it was for when it ended, and between whom.</summary>
    public required CallDetails Details { get; init; }

    /// <summary>One per invitation, in the order of inviting.</summary>
    public required ImmutableArray<CallRecordEntry> Invitations { get; init; }

    /// <summary>Users who came in by the call's id without ever having been invited before.</summary>
    public ImmutableArray<string> Joined { get; init; } = [];

    /// <summary>When the arbiter took it.</summary>
    public required TimeSpan PlacedAt { get; init; }

    /// <summary>When somebody first answered; null if nobody did.</summary>
    public TimeSpan? AnsweredAt { get; init; }

    /// <summary>When it was over for everybody.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>The user who ended it; null where nobody did.</summary>
    public string? EndedBy { get; init; }

    internal static CallSummary Of(CallEntry call) => new()
    {
        CallId = call.CallId,
        Details = call.Details,
        Invitations = [.. call.Invitations.Select(i => new CallRecordEntry(i.UserId, OutcomeOf(i, call.Ending!.Cause)))],
        Joined = [.. call.Joiners.Order(StringComparer.Ordinal)],
        PlacedAt = call.PlacedAt,
        AnsweredAt = call.AnsweredAt,
        EndedAt = call.EndedAt!.Value,
        EndedBy = call.Ending!.By?.UserId,
    };

    private static CallOutcome OutcomeOf(Invitation invitation, EndCause cause) => invitation.Response switch
    {
        // A peer that was lost after the answer had been there; one whose media never came had not.
        CallResponse.Accepted => invitation.ConnectFailed || cause == EndCause.ConnectFailed ? CallOutcome.Failed : CallOutcome.Completed,
        CallResponse.Rejected => CallOutcome.Rejected,
        CallResponse.Busy => CallOutcome.Busy,
        CallResponse.NoAnswer => CallOutcome.NoAnswer,
        CallResponse.Unreachable => CallOutcome.Unreachable,
        _ => CallOutcome.Cancelled,
    };
}
