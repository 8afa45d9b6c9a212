using System.Collections.Immutable;
using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>What members of a group call do to its membership (section 9).</summary>
public static partial class Switchboard
{
    private static CommandResult Invite(Turn turn, CallParty from, CallCommand.InviteUsers invite)
    {
        if (NotInGroup(turn, from) is { } refusal)
        {
            return refusal;
        }

        var (call, limits) = (turn.Call, turn.Rules.Limits);
        var present = call.Present;
        string? problem = CheckCallees(limits, from.UserId, invite.Callees)
            ?? AlreadyThere(present, invite.Callees)
            ?? (present.Count + invite.Callees.Count > limits.MaxParticipants ? TooMany(present.Count + invite.Callees.Count, limits) : null)
            ?? limits.CheckInvitations(call.Invitations.Length + invite.Callees.Count)
            ?? CheckRingTimeout(limits, invite.RingTimeout)
            ?? limits.CheckPush(invite.Push);
        if (problem is not null)
        {
            return Refuse(RefusalCode.InvalidArgument, problem);
        }

        var deadline = turn.Now + invite.RingTimeout;
        turn.Call = call with
        {
            Details = call.Details with { Callees = [.. call.Details.Callees.Union(invite.Callees)] },
            Invitations = call.Invitations.AddRange(invite.Callees.Select(callee => new Invitation(callee, deadline, []) { By = from.UserId, Push = invite.Push })),
            Removed = call.Removed.Except(invite.Callees),
        };
        ImmutableArray<string> users = [.. invite.Callees];
        turn.TellSeats(null, (id, revision) => new CallSignal.UsersInvited(id, revision, users, from.UserId));
        foreach (var callee in invite.Callees)
        {
            turn.RingAll(callee);
        }

        return new CommandResult.Done(turn.View(from));
    }

    private static string? AlreadyThere(IReadOnlySet<string> present, IReadOnlyList<string> callees)
    {
        var there = callees.Where(present.Contains).ToList();
        return there.Count == 0 ? null : $"In the call or invited already: {string.Join(", ", there.Select(user => $"'{user}'"))}.";
    }

    private static CommandResult CancelInvitation(Turn turn, CallParty from, string userId)
    {
        if (NotInGroup(turn, from) is { } refusal)
        {
            return refusal;
        }

        if (turn.Call.InvitationOf(userId) is not { IsOpen: true } invitation)
        {
            return Refuse(RefusalCode.InvalidArgument, $"No invitation of '{userId}' waits for an answer.");
        }

        if (from.UserId != turn.Call.Details.Caller.UserId && from.UserId != invitation.By)
        {
            return Refuse(RefusalCode.NotAllowed, "Only the caller, or who invited, takes an invitation back.");
        }

        turn.CancelOne(invitation, from);
        return Done;
    }

    private static CommandResult Remove(Turn turn, CallParty from, string userId)
    {
        if (NotInGroup(turn, from) is { } refusal)
        {
            return refusal;
        }

        if (from.UserId != turn.Call.Details.Caller.UserId)
        {
            return Refuse(RefusalCode.NotAllowed, "Only the caller removes members.");
        }

        if (userId == from.UserId || turn.Call.SeatOf(userId) is not { } seat)
        {
            return Refuse(RefusalCode.InvalidArgument, $"There is no other member '{userId}' in the call.");
        }

        turn.Remove(seat.Party, from);
        return Done;
    }

    private static CommandResult Join(Turn turn, CallParty from, CallCommand.JoinCall join, bool handover)
    {
        var call = turn.Call;
        if (call.Ending is not null || !MayEnter(turn, from.UserId))
        {
            // Whoever may not enter does not learn whether there is such a call (rule CALL-113).
            return NotAMember(call, from);
        }

        if (call.SeatOf(from) is not null)
        {
            return new CommandResult.Done(turn.View(from));
        }

        var media = Turn.Allowed(join.LocalMedia, call.Details.Media);
        if (call.SeatOf(from.UserId) is { } elsewhere)
        {
            if (call.AnsweredAt is null)
            {
                // Nobody has answered: it stays on the device that placed it.
                return NotAMember(call, from);
            }

            if (!handover)
            {
                return Refuse(RefusalCode.InvalidState, "This user is in the call on another device.");
            }

            turn.Move(elsewhere, from, media);
        }
        else if (call.Removed.Contains(from.UserId))
        {
            return Refuse(RefusalCode.NotAllowed, "A user who was removed may not come back uninvited.");
        }
        else if (call.InvitationOf(from.UserId) is { IsOpen: true } invitation)
        {
            turn.Accept(invitation, from, media, null);
        }
        else
        {
            int users = call.Present.Count + 1;
            if (users > turn.Rules.Limits.MaxParticipants)
            {
                return Refuse(RefusalCode.InvalidArgument, TooMany(users, turn.Rules.Limits));
            }

            turn.Call = call with { Joiners = call.Users.Contains(from.UserId) ? call.Joiners : call.Joiners.Add(from.UserId) };
            turn.Seat(from, media);
        }

        return new CommandResult.Done(turn.View(from));
    }

    /// <summary>
    /// A user who is in it on another device; in a group call also its caller and who was invited, unless that was taken back (rule CALL-089), and
    /// anybody else by the app's rule alone, once somebody has answered (rule CALL-025).
    /// </summary>
    private static bool MayEnter(Turn turn, string userId) =>
        turn.Call.SeatOf(userId) is not null
        || (turn.Call.Details.IsGroup
            && (turn.Call.Details.Caller.UserId == userId
                || turn.Call.InvitationOf(userId) is { Response: not CallResponse.Cancelled }
                || (turn.Call.AnsweredAt is not null && turn.Rules.MayJoin?.Invoke(turn.Call, userId) == true)));

    private static CommandResult.Refused? NotInGroup(Turn turn, CallParty from) =>
        turn.Call.SeatOf(from) is null ? NotAMember(turn.Call, from)
        : !turn.Call.Details.IsGroup ? Refuse(RefusalCode.InvalidState, "Only a group call changes its members.")
        : null;
}
