using Calling.Providers;

namespace Calling.Machines;

/// <summary>Who is in a group call (section 9): the user's own acts, and what the arbiter says of the others'.</summary>
internal static partial class CallMachine
{
    private static void Invite(CallTurn turn, CallInput.Invite invite)
    {
        string operation = NameOf(WaitingKind.Invite);
        var timeout = invite.RingTimeout ?? turn.Context.Options.RingTimeout;
        if (NotInGroup(turn, operation, CallCapabilities.InviteDuringCall, "inviting during a call") is { } error)
        {
            turn.Fail(invite.Operation, error);
        }
        else if (invite.Push is not null && !turn.Context.Provider.Capabilities.HasFlag(CallCapabilities.Push))
        {
            turn.Fail(invite.Operation, CallErrors.NotSupported(operation, turn.Context.Provider, CallCapabilities.Push, nameof(InviteOptions.Push)));
        }
        else if (Problem(turn, invite.Callees, timeout, invite.Push) is { } problem)
        {
            turn.Fail(invite.Operation, CallErrors.Argument(operation, problem));
        }
        else
        {
            Order(
                turn,
                invite.Operation,
                WaitingKind.Invite,
                (id, command) => new CallCommand.InviteUsers(id, command, [.. invite.Callees], timeout) { Push = invite.Push });
        }
    }

    private static void CancelInvitation(CallTurn turn, CallInput.CancelInvitation cancel)
    {
        string operation = NameOf(WaitingKind.CancelInvitation);
        if (NotInGroup(turn, operation, CallCapabilities.CancelInvitee, "taking one invitation back") is { } error)
        {
            turn.Fail(cancel.Operation, error);
        }
        else if (turn.Call.PeerOf(cancel.UserId) is not { IsOpen: true })
        {
            turn.Fail(cancel.Operation, CallErrors.Argument(operation, $"no invitation of '{cancel.UserId}' waits for an answer."));
        }
        else
        {
            Order(turn, cancel.Operation, WaitingKind.CancelInvitation, (id, command) => new CallCommand.CancelInvitation(id, command, cancel.UserId));
        }
    }

    private static void Remove(CallTurn turn, CallInput.Remove remove)
    {
        string operation = NameOf(WaitingKind.Remove);
        if (NotInGroup(turn, operation, CallCapabilities.RemoveParticipant, "removing a member") is { } error)
        {
            turn.Fail(remove.Operation, error);
        }
        else if (turn.Call.Details.Caller.UserId != turn.Call.Self.UserId)
        {
            turn.Fail(remove.Operation, CallErrors.Rights(turn.Call.State, operation, "only the caller removes members"));
        }
        else if (turn.Call.PeerOf(remove.UserId) is not { DeviceId: not null } peer || (peer.State == ParticipantState.Gone && !peer.GivenUp))
        {
            turn.Fail(remove.Operation, CallErrors.Argument(operation, $"there is no other member '{remove.UserId}' in the call."));
        }
        else
        {
            Order(turn, remove.Operation, WaitingKind.Remove, (id, command) => new CallCommand.RemoveMember(id, command, remove.UserId));
        }
    }

    /// <summary>Sends what the user wants and keeps the operation until the arbiter has answered.</summary>
    private static void Order(CallTurn turn, long operation, WaitingKind kind, Func<string, string, CallCommand> command)
    {
        turn.Call = turn.Call with { Operations = turn.Call.Operations.Add(new(operation, kind, turn.Call.Outbox.NextId)) };
        turn.Send(command);
    }

    private static CallException? NotInGroup(CallTurn turn, string operation, CallCapabilities needed, string what)
    {
        var call = turn.Call;
        return !turn.Context.Provider.Capabilities.HasFlag(needed) ? CallErrors.NotSupported(operation, turn.Context.Provider, needed, what)
            : !call.IsLive ? CallErrors.Gone(call, operation)
            : !call.Details.IsGroup ? CallErrors.State(call, operation, "only a group call changes its members")
            : call.State == CallState.Incoming ? CallErrors.State(call, operation, "this user has not answered")
            : null;
    }

    private static string? Problem(CallTurn turn, IReadOnlyList<string> callees, TimeSpan timeout, CallPush? push)
    {
        var (call, limits) = (turn.Call, turn.Context.Provider.Limits);
        var there = call.Peers.Where(p => p.State != ParticipantState.Gone || p.GivenUp).Select(p => p.UserId).ToHashSet(StringComparer.Ordinal);
        var named = callees.Where(there.Contains).Distinct().ToList();
        int users = there.Count + 1 + callees.Count;
        return CallGuard.Callees(call.Self.UserId, callees, limits)
            ?? (named.Count > 0 ? $"in the call or invited already: {string.Join(", ", named.Select(user => $"'{user}'"))}." : null)
            ?? (users > limits.MaxParticipants ? CallGuard.TooMany(users, limits) : null)
            ?? limits.CheckInvitations(call.InvitationCount + callees.Count)
            ?? CallGuard.RingTimeout(timeout, limits)
            ?? limits.CheckPush(push);
    }

    private static void UsersInvited(CallTurn turn, IReadOnlyList<string> users, string? by)
    {
        foreach (string user in users)
        {
            Invited(turn, user, turn.Call.InvitationCount, by);
        }
    }

    /// <summary>One more invitation, of a user who was never here or is no more.</summary>
    private static void Invited(CallTurn turn, string userId, int number, string? by)
    {
        var call = turn.Call with { InvitationCount = Math.Max(turn.Call.InvitationCount, number + 1) };
        if (!call.Details.Callees.Contains(userId))
        {
            call = call with { Details = call.Details with { Callees = [.. call.Details.Callees, userId] } };
        }

        turn.Call = call;
        if (call.PeerOf(userId) is { IsMember: true } former)
        {
            // Nobody invites who is there: this user has left meanwhile.
            Depart(turn, former, CallEndReason.RemoteHangUp);
            Connect(turn, null);
        }

        if (userId != call.Self.UserId)
        {
            turn.Call = turn.Call.With(new Peer(userId) { Invitation = number });
            turn.Publish(new CallEvent.ParticipantInvited(userId, by));
        }
    }

    private static void Moved(CallTurn turn, CallInput input, CallParty from, CallMember member)
    {
        var peer = turn.Call.PeerOf(from);
        if (peer is not ({ IsMember: true } or { GivenUp: true }) || member.Party.UserId != from.UserId)
        {
            turn.Ignore(input, "this device is not in the call");
            return;
        }

        if (peer.GivenUp)
        {
            // What could not be had of the former device may be of this one.
            AddMember(turn, member);
        }
        else
        {
            Move(turn, peer, member);
        }

        Connect(turn, null);
    }

    /// <summary>A member goes on with the call on another device: to be connected anew, and to the app nobody left (rule CALL-087).</summary>
    private static void Move(CallTurn turn, Peer peer, CallMember member)
    {
        bool changed = peer.Media != member.Media;
        turn.Call = turn.Call.With(peer with
        {
            DeviceId = member.Party.DeviceId,
            State = peer.WasJoined ? ParticipantState.Reconnecting : ParticipantState.Connecting,
            Deadline = peer.WasJoined ? turn.Context.Now + turn.Context.Options.ReconnectTimeout : ConnectBy(turn),
            Media = member.Media,
            Offers = member.Offers,
            Entry = member.Entry,
            LineDown = member.LineDown,
        });
        if (changed)
        {
            turn.Publish(new CallEvent.ParticipantMediaChanged(peer.UserId, member.Media));
        }

        if (peer.State == ParticipantState.Joined && turn.Call.Details.IsGroup)
        {
            turn.Publish(new CallEvent.ParticipantStateChanged(peer.UserId, ParticipantState.Reconnecting));
        }

        Regroup(turn);
    }

    /// <summary>
    /// Where an invitation does not say it, a callee learns that this is a group call from what is told once it has answered: that others are invited, or
    /// are there, or that the call goes on without the other one.
    /// </summary>
    private static void LearnGroup(CallTurn turn, CallSignal signal)
    {
        var call = turn.Call;
        bool shows = signal is CallSignal.UsersInvited or CallSignal.MemberLeft
            || (signal is CallSignal.MemberJoined(_, _, var member, _) && !call.Peers.Any(p => p.UserId == member.Party.UserId));
        if (shows && !call.Details.IsGroup && call.IsAnswered && !IsToldDetails(turn.Context))
        {
            turn.Call = call with { Details = call.Details with { IsGroup = true } };
        }
    }

    /// <summary>The same from a view, which names everybody who was invited before this device answered: nobody is told of these one by one.</summary>
    private static void LearnGroup(CallTurn turn, CallView view)
    {
        var call = turn.Call;
        if (!view.Details.IsGroup || call.Details.IsGroup || IsToldDetails(turn.Context))
        {
            return;
        }

        turn.Call = call with { Details = call.Details with { IsGroup = true, Callees = view.Details.Callees } };
        foreach (string user in view.Details.Callees.Where(user => user != call.Self.UserId && call.PeerOf(user) is null))
        {
            turn.Call = turn.Call.With(new Peer(user));
        }

        turn.Show();
    }

    private static bool IsToldDetails(MachineContext context) => context.Provider.Capabilities.HasFlag(CallCapabilities.InviteDetails);
}
