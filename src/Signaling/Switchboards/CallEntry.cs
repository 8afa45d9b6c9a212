using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>One call, as the arbiter knows it.</summary>
public sealed record CallEntry
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>What its invitations carry.</summary>
    public required CallDetails Details { get; init; }

    /// <summary>When the arbiter took it, on its own clock of elapsed time.</summary>
    public required TimeSpan PlacedAt { get; init; }

    /// <summary>What its caller wants if the callee calls at the same moment (section 7).</summary>
    public GlarePolicy Glare { get; init; }

    /// <summary>Every invitation there was, in the order of inviting; of a user who was invited again the last one counts.</summary>
    public ImmutableArray<Invitation> Invitations { get; init; } = [];

    /// <summary>Users who came in by its id, not invited (rule CALL-087).</summary>
    public ImmutableHashSet<string> Joiners { get; init; } = [];

    /// <summary>Users who were removed and not invited since: they may not come back (rule CALL-087).</summary>
    public ImmutableHashSet<string> Removed { get; init; } = [];

    /// <summary>The devices that are in the call, in the order of coming in: the caller's from the start, others by their accept.</summary>
    public ImmutableArray<Seat> Seats { get; init; } = [];

    /// <summary>How many seats were ever taken.</summary>
    public int Entries { get; init; }

    /// <summary>What each device that has, or had, a part was told.</summary>
    public ImmutableDictionary<CallParty, DeviceLog> Logs { get; init; } = ImmutableDictionary<CallParty, DeviceLog>.Empty;

    /// <summary>A request to change to video that waits for the other side (rule CALL-100).</summary>
    public WaitingRequest? MediaRequest { get; init; }

    /// <summary>When somebody first answered.</summary>
    public TimeSpan? AnsweredAt { get; init; }

    /// <summary>When it was over for everybody.</summary>
    public TimeSpan? EndedAt { get; init; }

    /// <summary>How it ended; null while it lives.</summary>
    public CallEnding? Ending { get; init; }

    /// <summary>Everybody who has or had a part: the caller, who was invited, and who came in by its id.</summary>
    public IEnumerable<string> Users => Invitations.Select(i => i.UserId).Prepend(Details.Caller.UserId).Concat(Joiners).Distinct();

    /// <summary>Everybody who takes a place: who is in it and who is still waited for (rule CALL-083).</summary>
    internal IReadOnlySet<string> Present =>
        Seats.Select(s => s.Party.UserId).Concat(Invitations.Where(i => i.IsOpen).Select(i => i.UserId)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The seat of a device, or null.</summary>
    /// <param name="party">The device.</param>
    public Seat? SeatOf(CallParty party) => Seats.FirstOrDefault(s => s.Party == party);

    /// <summary>The seat of a user, on whatever device, or null.</summary>
    /// <param name="userId">The user.</param>
    public Seat? SeatOf(string userId) => Seats.FirstOrDefault(s => s.Party.UserId == userId);

    /// <summary>The last invitation of a user, or null.</summary>
    /// <param name="userId">The user.</param>
    public Invitation? InvitationOf(string userId) => Invitations.LastOrDefault(i => i.UserId == userId);

    /// <summary>When it must be looked at again; null for a call that is up.</summary>
    internal TimeSpan? NextDeadline
    {
        get
        {
            if (EndedAt is { } ended)
            {
                return ended + Switchboard.Memory;
            }

            var next = MediaRequest?.Deadline;
            foreach (var invitation in Invitations)
            {
                if (invitation.IsOpen && (next is null || invitation.Deadline < next))
                {
                    next = invitation.Deadline;
                }
            }

            return next;
        }
    }
}
