using Calling.Providers;

namespace Calling.Machines;

/// <summary>Media to each member comes up, is lost and comes back by itself: a call of two ends with its only one, a group call does not.</summary>
internal static partial class CallMachine
{
    private static void PeerConnected(CallTurn turn, CallInput input, CallParty party)
    {
        if (turn.Call.PeerOf(party) is not { IsMember: true } peer || peer.State == ParticipantState.Joined)
        {
            turn.Ignore(input, "this device is not waited for");
            return;
        }

        turn.Call = turn.Call.With(peer with { State = ParticipantState.Joined, WasJoined = true, Deadline = null });
        if (!peer.WasJoined)
        {
            turn.Publish(new CallEvent.ParticipantJoined(peer.UserId, peer.Media));
        }
        else if (turn.Call.Details.IsGroup && peer.State == ParticipantState.Reconnecting)
        {
            turn.Publish(new CallEvent.ParticipantStateChanged(peer.UserId, ParticipantState.Joined));
        }

        WatchPeers(turn);
        if (turn.Call.State != CallState.Connected)
        {
            turn.Enter(CallState.Connected);
        }
    }

    private static void PeerInterrupted(CallTurn turn, CallInput input, CallParty party)
    {
        if (turn.Call.PeerOf(party) is not { State: ParticipantState.Joined } peer)
        {
            turn.Ignore(input, "this device is not connected");
            return;
        }

        turn.Call = turn.Call.With(peer with
        {
            State = ParticipantState.Reconnecting, Deadline = turn.Context.Now + turn.Context.Options.ReconnectTimeout,
        });
        if (turn.Call.Details.IsGroup)
        {
            turn.Publish(new CallEvent.ParticipantStateChanged(peer.UserId, ParticipantState.Reconnecting));
        }

        Regroup(turn);
    }

    private static void PeerFailed(CallTurn turn, CallInput input, CallParty party, ProviderFault fault)
    {
        if (turn.Call.PeerOf(party) is not { IsMember: true } peer)
        {
            turn.Ignore(input, "this device is not in the call");
            return;
        }

        GiveUp(turn, peer, fault);
        Regroup(turn);
    }

    /// <summary>Connecting, or coming back, has taken too long for whoever's time has passed.</summary>
    private static void GiveUp(CallTurn turn, ParticipantState on)
    {
        bool Overdue(Peer peer) => peer.IsMember && peer.State == on && peer.Deadline <= turn.Context.Now;

        turn.Call = on == ParticipantState.Connecting ? turn.Call with { ConnectAlarm = null } : turn.Call with { ReconnectAlarm = null };
        foreach (var peer in turn.Call.Peers.Where(Overdue))
        {
            GiveUp(turn, peer, null);
        }

        if (turn.Call is { State: CallState.Connecting, IsAwaited: false } call && !call.Peers.Any(p => p.IsMember) && call.ConnectDeadline <= turn.Context.Now)
        {
            End(turn, EndCause.ConnectFailed);
        }

        Regroup(turn);
    }

    /// <summary>Media to one member is not to be had: that member's affair as long as anybody else is there, or still rings (rules CALL-045, CALL-111).</summary>
    private static void GiveUp(CallTurn turn, Peer peer, ProviderFault? fault)
    {
        if (!turn.Call.IsLive)
        {
            return;
        }

        var cause = peer.WasJoined ? LossOf(turn.Call, peer) : EndCause.ConnectFailed;
        bool isLast = !turn.Call.IsAwaited && !turn.Call.Peers.Any(p => p.IsMember && p.UserId != peer.UserId);
        if (isLast && !(turn.Call.Details.IsGroup && cause == EndCause.PeerLost))
        {
            End(turn, cause, fault);
            return;
        }

        Depart(turn, peer with { GivenUp = true }, EndReasons.Read(new(cause), turn.Call.Self));
        Connect(turn, null);
    }

    /// <summary>What the members' going and coming means for the session: it reconnects while nobody is to be heard and somebody may come back.</summary>
    private static void Regroup(CallTurn turn)
    {
        var call = turn.Call;
        if (!call.IsLive)
        {
            return;
        }

        if (!call.IsAwaited && !call.Peers.Any(p => p.IsMember) && call.Peers.FirstOrDefault(p => p.GivenUp) is { } lost)
        {
            // To the arbiter somebody is left, whom this device cannot reach.
            LoseLast(turn, lost.LeftReason);
            return;
        }

        bool lostAll = call.Peers.Any(p => p.State == ParticipantState.Reconnecting) && !call.Peers.Any(p => p.State == ParticipantState.Joined);
        WatchPeers(turn);
        if (lostAll && call.State == CallState.Connected)
        {
            turn.Enter(CallState.Reconnecting);
        }
        else if (!lostAll && call.State == CallState.Reconnecting)
        {
            turn.Enter(CallState.Connected);
        }
    }

    private static void LoseLast(CallTurn turn, CallEndReason? reason)
    {
        if (reason == CallEndReason.PeerLost)
        {
            // Who is lost has left, whenever the arbiter finds that out (rules CALL-085, CALL-112).
            EndHere(
                turn,
                new(EndCause.LastParticipantLeft),
                (id, command) => new CallCommand.EndCall(id, command, EndCause.PeerLost, HangUpScope.Self));
        }
        else
        {
            End(turn, reason == CallEndReason.ConnectFailed ? EndCause.ConnectFailed : EndCause.ConnectionLost);
        }
    }

    /// <summary>Sets the two timers to whoever's time passes first.</summary>
    private static void WatchPeers(CallTurn turn)
    {
        var call = turn.Call;
        TimeSpan? connect = null, reconnect = null;
        foreach (var peer in call.Peers)
        {
            if (peer is { IsMember: true, Deadline: { } deadline })
            {
                ref TimeSpan? first = ref peer.State == ParticipantState.Connecting ? ref connect : ref reconnect;
                first = first is { } known && known < deadline ? known : deadline;
            }
        }

        if (connect is null && call is { State: CallState.Connecting, IsAwaited: false } && !call.Peers.Any(p => p.IsMember))
        {
            // Somebody has answered and is not in yet.
            connect = call.ConnectDeadline;
        }

        Set(turn, TimerKind.Connect, call.LineUp ? connect : null, call.ConnectAlarm);
        Set(turn, TimerKind.Reconnect, reconnect, call.ReconnectAlarm);
        turn.Call = turn.Call with { ConnectAlarm = call.LineUp ? connect : null, ReconnectAlarm = reconnect };
    }

    private static void Set(CallTurn turn, TimerKind kind, TimeSpan? wanted, TimeSpan? present)
    {
        if (wanted == present)
        {
            return;
        }

        if (wanted is { } at)
        {
            turn.StartTimer(kind, at - turn.Context.Now);
        }
        else
        {
            turn.StopTimer(kind);
        }
    }

    /// <summary>The line was down: what was left for connecting is still left (rule CALL-045).</summary>
    private static void Extend(CallTurn turn, TimeSpan by)
    {
        var call = turn.Call;
        turn.Call = call with
        {
            ConnectDeadline = call.ConnectDeadline + by,
            Peers = [.. call.Peers.Select(p => p is { State: ParticipantState.Connecting, Deadline: { } at } ? p with { Deadline = at + by } : p)],
        };
    }

    /// <summary>Whose loss it is: the peer's if the arbiter says that its line is down too, else the path's or one's own (rule CALL-111).</summary>
    private static EndCause LossOf(CallModel call, Peer peer) =>
        call.LineUp && peer.LineDown ? EndCause.PeerLost : EndCause.ConnectionLost;
}
