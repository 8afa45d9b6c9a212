using Calling.Media;
using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Answered(CallTurn turn, CallInput.Result input)
    {
        if (turn.Call.Outbox.InFlight is not { } command || command.CommandId != input.CommandId)
        {
            turn.Ignore(input, "no such command is in flight");
            return;
        }

        switch (input.Value)
        {
            case CommandResult.NotSent:
                TryAgain(turn, mayHaveLeft: false);
                return;
            case CommandResult.Unknown:
            case CommandResult.Refused { Code: RefusalCode.RateLimited } when command is not (CallCommand.InviteUsers or CallCommand.JoinCall):
                TryAgain(turn, mayHaveLeft: true);
                return;
        }

        turn.Call = turn.Call with { Outbox = turn.Call.Outbox.Finished() };
        if (turn.Call.IsLive)
        {
            switch (input.Value)
            {
                case CommandResult.Done(var view):
                    Done(turn, command, view);
                    break;
                case CommandResult.Refused refused:
                    Refused(turn, input, command, refused);
                    break;
            }
        }

        turn.Pump();
    }

    private static void TryAgain(CallTurn turn, bool mayHaveLeft)
    {
        turn.Call = turn.Call with { Outbox = turn.Call.Outbox.Returned(mayHaveLeft) };
        if (!turn.Call.IsLive && turn.Call.Direction == CallDirection.Outgoing && !turn.Call.Outbox.MayHaveLeft)
        {
            // Ended before anything left this machine: there is nothing to take back (rule CALL-032).
            turn.Call = turn.Call with { Outbox = turn.Call.Outbox.DropWaiting() };
        }
        else if (turn.Call.IsLive && !turn.Call.Outbox.MayHaveLeft && turn.Call.Outbox.Contains<CallCommand.CancelCall>())
        {
            // The cancel was waiting for an invitation that never left (rule CALL-032).
            Finish(turn, new(EndCause.Cancelled, turn.Call.Self));
        }
        else if (turn.Call.LineUp)
        {
            turn.StartTimer(TimerKind.Retry, RetryAfter);
        }
    }

    private static void Done(CallTurn turn, CallCommand command, CallView? view)
    {
        switch (command)
        {
            case CallCommand.PlaceCall placed when !turn.Call.IsAnswered:
                // It rings from the moment the arbiter took it, however late that was (rule CALL-040).
                RingFor(turn, [.. placed.Callees.Where(callee => turn.Call.PeerOf(callee) is { IsOpen: true })], placed.RingTimeout);
                break;
            case CallCommand.AcceptCall:
                Enter(turn);
                turn.CompleteAll(WaitingKind.Accept, null);
                if (view is not null)
                {
                    turn.Call = turn.Call with { Overtaken = false };
                    Catch(turn, view);
                }

                AskForMissed(turn);
                break;
            case CallCommand.CancelCall cancel:
                Finish(turn, new(EndCause.Cancelled, turn.Call.Self) { Data = cancel.Data });
                break;
            case CallCommand.AskMedia { Media: CallMedia.Audio }:
                // Done for everybody, whatever of it has been signalled here.
                ChangeMedia(turn, CallMedia.Audio, turn.Call.Self.UserId);
                break;
            case CallCommand.AskMedia when turn.Call.Details.Media == CallMedia.Video:
                // It was that already, or the signal came first.
                turn.CompleteAll(WaitingKind.Video, MediaRequestOutcome.Agreed);
                break;
            case CallCommand.AnswerMedia:
                turn.CompleteAll(WaitingKind.MediaAnswer, null);
                break;
            case CallCommand.InviteUsers or CallCommand.CancelInvitation or CallCommand.RemoveMember:
                if (command is CallCommand.InviteUsers invited && (!turn.Call.IsAnswered || !Measures(turn.Context)))
                {
                    RingFor(turn, invited.Callees, invited.RingTimeout);
                }

                if (view is not null)
                {
                    Catch(turn, view);
                }

                turn.CompleteFor(command.CommandId, null);
                break;
            case CallCommand.JoinCall when turn.Call.Hidden:
                // A line that does not say what the call is like: there is nothing to show.
                var fault = new ProviderFault(nameof(CallCommand.JoinCall), "The provider did not show the call.");
                turn.FailFor(command.CommandId, CallErrors.Faulted(turn.Call.State, NameOf(WaitingKind.Join), fault));
                EndHere(
                    turn,
                    new(EndCause.Failed, null, fault),
                    (id, number) => new CallCommand.EndCall(id, number, EndCause.HangUp, HangUpScope.Self));
                break;
            case CallCommand.JoinCall:
                turn.CompleteFor(command.CommandId, turn.Call.CallId);
                break;
            case CallCommand.QueryCall when view is not null:
                // The answer may be older than the signal that showed the gap.
                Catch(turn, view);
                AskForMissed(turn);
                break;
        }
    }

    /// <summary>The arbiter says that somebody has accepted, who is not known here yet: the ring time no longer counts (rule CALL-043).</summary>
    private static void AcceptedFirst(CallTurn turn)
    {
        var call = turn.Call;
        if (!call.RangOut || call.IsAnswered)
        {
            return;
        }

        turn.Call = call with { TakenBack = false };
        turn.StopTimer(TimerKind.Ring);
        if (!call.Outbox.Contains<CallCommand.QueryCall>())
        {
            turn.Send((id, next) => new CallCommand.QueryCall(id, next));
        }
    }

    private static void Refused(CallTurn turn, CallInput input, CallCommand command, CommandResult.Refused refusal)
    {
        var fault = new ProviderFault(refusal.Code.ToString(), refusal.Message);
        switch (command, refusal.Code)
        {
            case (CallCommand.JoinCall, _):
                turn.FailFor(command.CommandId, CallErrors.Denied(turn.Call.State, NameOf(WaitingKind.Join), refusal));
                Finish(turn, refusal.Ending ?? new(EndCause.Failed, null, fault));
                if (turn.Call.Seen > turn.Call.Revision)
                {
                    // An invitation has overtaken this answer, and must ring.
                    turn.Add(new Effect.RequestSnapshot());
                }

                break;
            case (CallCommand.CancelCall, RefusalCode.AlreadyAccepted):
                turn.CompleteAll(WaitingKind.Cancel, false);
                AcceptedFirst(turn);
                break;
            case (_, RefusalCode.CallGone) when refusal.Ending is not null:
                Finish(turn, refusal.Ending);
                break;
            case (CallCommand.PlaceCall, RefusalCode.Unreachable):
                Finish(turn, new(EndCause.Unreachable, null, fault));
                break;
            case (CallCommand.PlaceCall, _):
                Finish(turn, new(EndCause.Failed, null, fault));
                break;
            case (CallCommand.QueryCall, RefusalCode.NotFound or RefusalCode.CallGone):
                Finish(turn, new(EndCause.ConnectionLost, null, fault));
                break;
            case (CallCommand.QueryCall, _):
                // The arbiter may know the call and not say: it is told, so that the others do not wait for this device.
                EndHere(
                    turn,
                    new(EndCause.ConnectionLost, null, fault),
                    (id, number) => new CallCommand.EndCall(id, number, EndCause.ConnectionLost, HangUpScope.Self));
                break;
            case (CallCommand.Alerting or CallCommand.AcceptCall or CallCommand.CancelCall, RefusalCode.NotFound or RefusalCode.CallGone):
                // The arbiter has forgotten it, so it has been over for long.
                Finish(turn, new(EndCause.Cancelled, turn.Call.Details.Caller, fault));
                break;
            case (CallCommand.InviteUsers or CallCommand.CancelInvitation or CallCommand.RemoveMember, _):
                turn.FailFor(command.CommandId, CallErrors.Denied(turn.Call.State, NameOf(command), refusal));
                break;
            case (CallCommand.AcceptCall, _):
                turn.FailAll(WaitingKind.Accept, CallErrors.Refused(turn.Call, NameOf(WaitingKind.Accept), refusal));
                break;
            case (CallCommand.CancelCall, _):
                turn.FailAll(WaitingKind.Cancel, CallErrors.Refused(turn.Call, NameOf(WaitingKind.Cancel), refusal));
                break;
            case (CallCommand.AskMedia ask, _):
                Forget(turn, ask.CommandId);
                turn.FailAll(WaitFor(ask.Media), CallErrors.NotAllowed(turn.Call, NameOf(WaitFor(ask.Media)), refusal));
                break;
            case (CallCommand.AnswerMedia, _):
                turn.FailAll(WaitingKind.MediaAnswer, CallErrors.NotAllowed(turn.Call, NameOf(WaitingKind.MediaAnswer), refusal));
                break;
            default:
                turn.Ignore(input, $"{command.GetType().Name} was refused and nothing depends on it");
                break;
        }
    }

    /// <summary>The answer stands: from here on media may be opened.</summary>
    private static void Enter(CallTurn turn)
    {
        turn.StopTimer(TimerKind.Ring);
        turn.Enter(CallState.Connecting);
        StartConnecting(turn);
        if (!turn.Call.Rings.IsEmpty)
        {
            // The others ring on, each for its time.
            WatchRings(turn);
        }
    }

    private static void StartConnecting(CallTurn turn)
    {
        turn.Call = turn.Call with { AnsweredAt = turn.Context.Now, ConnectDeadline = ConnectBy(turn) };
        WatchPeers(turn);
    }

    private static TimeSpan ConnectBy(CallTurn turn) => turn.Context.Now + turn.Context.Options.ConnectTimeout;
}
