using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>What the arbiter decided: the calls as they are now, what each device is told, and when to look again.</summary>
/// <param name="Calls">All calls after the decision.</param>
/// <param name="Deliveries">Signals in the order in which each device must get them.</param>
/// <param name="Due">Calls whose next deadline was set anew; an earlier deadline of the same call is void.</param>
/// <param name="Result">The answer to a <see cref="ServerCommand.Submit"/>; null for other commands.</param>
public sealed record Decision(
    CallSet Calls, ImmutableArray<Delivery> Deliveries, ImmutableArray<Deadline> Due, CommandResult? Result = null)
{
    /// <summary>Devices that are signed out, since another one of their user came (rule CALL-005).</summary>
    public ImmutableArray<CallParty> Kicked { get; init; } = [];

    /// <summary>Invitations of users without a connected device (rule CALL-150).</summary>
    public ImmutableArray<OfflineInvitation> Offline { get; init; } = [];

    /// <summary>Such invitations, by their ids, that are decided, or whose user is back: a push for them is stale.</summary>
    public ImmutableArray<string> Withdrawn { get; init; } = [];

    /// <summary>Calls that are over for everybody since this decision (rule CALL-130).</summary>
    public ImmutableArray<CallSummary> Records { get; init; } = [];
}
