using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    /// <summary>This device ends the session now; the arbiter is told afterwards, for as long as it takes (rule CALL-030).</summary>
    private static void EndHere(CallTurn turn, CallEnding ending, Func<string, string, CallCommand>? command)
    {
        bool silent = turn.Call.Direction == CallDirection.Outgoing && NothingLeft(turn.Call.Outbox);
        Finish(turn, ending);
        if (command is not null && !silent)
        {
            turn.Send(command);
        }
    }

    /// <summary>The one way into <see cref="CallState.Ended"/>: capture first, then the events in their order, then whoever waits.</summary>
    private static void Finish(CallTurn turn, CallEnding ending)
    {
        var call = turn.Call;
        if (call.TakenBack && ending.Cause == EndCause.Cancelled)
        {
            // Taken back because nobody answered (rule CALL-041).
            ending = new(EndCause.NoAnswer, null, ending.Fault);
        }

        var reason = EndReasons.Read(ending, call.Self);
        turn.Add(new Effect.CloseMedia(call.CallId));
        turn.StopTimer(TimerKind.Ring);
        turn.StopTimer(TimerKind.Connect);
        turn.StopTimer(TimerKind.Reconnect);
        turn.StopTimer(TimerKind.Retry);

        if (call is { Direction: CallDirection.Outgoing, IsAnswered: false })
        {
            foreach (var peer in call.Peers.Where(p => p.Response is null))
            {
                Respond(turn, peer.UserId, EndReasons.Outcome(ending.Cause));
            }
        }

        foreach (var peer in turn.Call.Peers.Where(p => p.State != ParticipantState.Gone))
        {
            // Who ends a call here left it, and who removes somebody did not; the others did not leave (section 13).
            bool left = (ending.By?.UserId == peer.UserId && ending.Cause != EndCause.Removed) || ending.Cause is EndCause.PeerLost or EndCause.ConnectFailed or EndCause.ConnectionLost;
            turn.Call = turn.Call.With(peer with { State = ParticipantState.Gone, LeftReason = peer.IsMember ? reason : null });
            if (peer.WasJoined && left)
            {
                turn.Publish(new CallEvent.ParticipantLeft(peer.UserId, reason) { Data = ending.Data });
            }
        }

        var duration = call.AnsweredAt is { } answered ? turn.Context.Now - answered : TimeSpan.Zero;
        turn.Call = turn.Call with
        {
            State = CallState.Ended,
            End = new(reason, ending.By?.UserId, duration, ending.Fault?.Code, ending.Fault?.Subcode, ending.Fault?.Message) { Data = ending.Data },
            ReplacedBy = ending.Cause == EndCause.Replaced ? ending.ReplacedBy : null,
            RejectedHere = reason == CallEndReason.LocalReject,
            Operations = [],
            MediaRequest = null,
            Outbox = turn.Call.Outbox.DropWaiting(),
        };
        turn.Publish(new CallEvent.Ended(turn.Call.End!));
        foreach (var waiting in call.Operations)
        {
            if (waiting.Kind == WaitingKind.Cancel)
            {
                turn.Complete(waiting.Operation, true);
            }
            else
            {
                turn.Fail(waiting.Operation, CallErrors.Gone(turn.Call, NameOf(waiting.Kind)));
            }
        }

        turn.StartTimer(TimerKind.Forget, Memory);
    }

    private static void Respond(CallTurn turn, string userId, CallResponse response, string? reason = null, string? data = null)
    {
        if (turn.Call.PeerOf(userId) is not { Response: null } peer)
        {
            return;
        }

        if (peer.RangOut && response == CallResponse.Cancelled)
        {
            // Taken back because nobody answered (rule CALL-082).
            response = CallResponse.NoAnswer;
        }

        bool accepted = response == CallResponse.Accepted;
        turn.Call = turn.Call.With(peer with
        {
            Response = response,
            State = accepted ? ParticipantState.Connecting : ParticipantState.Gone,
        }) with { LastResponder = userId };
        StopRinging(turn, userId);
        turn.Publish(new CallEvent.ParticipantResponded(userId, response, reason) { Data = data });
    }

    /// <summary>
    /// Where no arbiter does, this device ends its part in a group call in which nobody has answered and nobody can any more, or in which nobody is left to
    /// talk to (rules CALL-085, CALL-088).
    /// </summary>
    private static void CheckOver(CallTurn turn)
    {
        var call = turn.Call;
        if (!call.IsLive || call.State == CallState.Incoming || !call.Details.IsGroup || turn.Context.Provider.Duties.HasFlag(LineDuties.Outcome)
            || call.Peers.Any(p => p.State != ParticipantState.Gone) || call.Outbox.Contains<CallCommand.InviteUsers>())
        {
            return;
        }

        var ending = call.IsAnswered ? new CallEnding(EndCause.LastParticipantLeft) : Unanswered(call);
        EndHere(turn, ending, (id, command) => new CallCommand.EndCall(id, command, ending.Cause, HangUpScope.Self));
    }

    /// <summary>The invitees' common reason, if they have one.</summary>
    private static CallEnding Unanswered(CallModel call)
    {
        var responses = call.Peers.Select(p => p.Response).Distinct().ToList();
        var cause = responses is [{ } common] ? EndReasons.Of(common) : EndCause.NoAnswer;
        return new(cause, cause switch
        {
            EndCause.Rejected or EndCause.Busy => new(call.LastResponder!, ""),
            EndCause.Cancelled => call.Self,
            _ => null,
        });
    }
}
