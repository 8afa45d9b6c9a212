using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Accept(CallTurn turn, CallInput.Accept accept)
    {
        const string Operation = "AcceptAsync";
        var call = turn.Call;
        if (!call.IsLive)
        {
            turn.Fail(accept.Operation, CallErrors.Gone(call, Operation));
        }
        else if (call.Direction == CallDirection.Outgoing)
        {
            turn.Fail(accept.Operation, CallErrors.State(call, Operation, "only an incoming call can be accepted"));
        }
        else if (call.IsAnswered)
        {
            turn.Complete(accept.Operation);
        }
        else if (accept.OwnSource && !turn.Context.Provider.Capabilities.HasFlag(CallCapabilities.RawMedia))
        {
            turn.Fail(accept.Operation, CallErrors.NotSupported(Operation, turn.Context.Provider, CallCapabilities.RawMedia, "the app's own source"));
        }
        else if (OperationGuard.Data(Operation, accept.Data, turn.Context.Provider) is { } error)
        {
            turn.Fail(accept.Operation, error);
        }
        else
        {
            bool pending = call.IsAccepting;
            turn.Call = call with { Operations = call.Operations.Add(new(accept.Operation, WaitingKind.Accept)) };
            if (!pending)
            {
                // What was switched off while it rang stays off, whatever the answer asks for (rules CALL-093, CALL-099).
                var media = new MediaState(
                    call.LocalMedia.MicrophoneOn && accept.Wanted.MicrophoneOn, call.LocalMedia.CameraOn && accept.Wanted.CameraOn);
                turn.Call = turn.Call with { LocalMedia = media };
                turn.Show();
                turn.Send((id, command) => new CallCommand.AcceptCall(id, command, media) { Data = accept.Data });
            }
        }
    }

    private static void Reject(CallTurn turn, CallInput.Reject reject)
    {
        const string Operation = "RejectAsync";
        var call = turn.Call;
        if (!call.IsLive)
        {
            if (call.RejectedHere)
            {
                turn.Complete(reject.Operation);
            }
            else
            {
                turn.Fail(reject.Operation, CallErrors.Gone(call, Operation));
            }
        }
        else if (call.State != CallState.Incoming)
        {
            turn.Fail(reject.Operation, CallErrors.State(call, Operation, "only a call that rings here can be rejected"));
        }
        else if (OperationGuard.Reject(reject, turn.Context.Provider) is { } error)
        {
            turn.Fail(reject.Operation, error);
        }
        else
        {
            // An accept that is on its way may have won: only the universal end covers that.
            Func<string, string, CallCommand> command = call.IsAccepting
                ? (id, number) => new CallCommand.EndCall(id, number, EndCause.HangUp, HangUpScope.Self) { Data = reject.Data }
                : (id, number) => new CallCommand.RejectCall(id, number, reject.Reason) { Scope = reject.Scope, Data = reject.Data };
            EndHere(turn, new(EndCause.Rejected, call.Self) { Data = reject.Data }, command);
            turn.Complete(reject.Operation);
        }
    }

    private static void TryCancel(CallTurn turn, CallInput.TryCancel cancel)
    {
        var call = turn.Call;
        if (!call.IsLive)
        {
            turn.Complete(cancel.Operation, true);
        }
        else if (call.Direction == CallDirection.Incoming)
        {
            turn.Fail(cancel.Operation, CallErrors.State(call, "TryCancelAsync", "only the caller can cancel"));
        }
        else if (call.IsAnswered)
        {
            turn.Complete(cancel.Operation, false);
        }
        else if (OperationGuard.Data("TryCancelAsync", cancel.Data, turn.Context.Provider) is { } error)
        {
            turn.Fail(cancel.Operation, error);
        }
        else if (NothingLeft(call.Outbox))
        {
            EndHere(turn, new(EndCause.Cancelled, call.Self) { Data = cancel.Data }, null);
            turn.Complete(cancel.Operation, true);
        }
        else
        {
            turn.Call = call with { Operations = call.Operations.Add(new(cancel.Operation, WaitingKind.Cancel)) };
            if (!call.Outbox.Contains<CallCommand.CancelCall>())
            {
                turn.Send((id, command) => new CallCommand.CancelCall(id, command) { Data = cancel.Data });
            }
        }
    }

    private static void End(
        CallTurn turn, EndCause cause, ProviderFault? fault = null, HangUpScope scope = HangUpScope.Self, string? data = null)
    {
        var call = turn.Call;
        if (!call.IsLive)
        {
            return;
        }

        var ending = cause != EndCause.HangUp ? new CallEnding(cause, Blame(cause, call.Self), fault) : call.State switch
        {
            CallState.Dialing or CallState.Ringing => new(EndCause.Cancelled, call.Self),
            CallState.Incoming => new(EndCause.Rejected, call.Self),
            _ => new(EndCause.HangUp, call.Self),
        };
        EndHere(turn, ending with { Data = data }, (id, command) => new CallCommand.EndCall(id, command, cause, scope) { Data = data });
    }

    /// <summary>Ends a call because another one of this device takes its place (rule CALL-053).</summary>
    public static CallModel Replace(CallModel call, string byCallId, MachineContext context, List<Effect> effects)
    {
        var turn = new CallTurn(call, context, effects);
        EndHere(
            turn,
            new(EndCause.Replaced, call.Self) { ReplacedBy = byCallId },
            (id, command) => new CallCommand.EndCall(id, command, EndCause.Replaced, HangUpScope.Self));
        return turn.Call;
    }

    private static void Release(CallTurn turn, EndCause cause)
    {
        if (turn.Call is { State: CallState.Incoming, IsAccepting: false })
        {
            EndHere(turn, new(cause, turn.Call.Self), (id, command) => new CallCommand.LeaveCall(id, command));
            turn.Call = turn.Call with { Withdrawn = true };
        }
        else
        {
            End(turn, cause);
        }
    }

    private static void SetMedia(CallTurn turn, long operation, string name, MediaState media)
    {
        var call = turn.Call;
        if (!call.IsLive)
        {
            turn.Fail(operation, CallErrors.Gone(call, name));
            return;
        }

        if (media.CameraOn && call.Details.Media == CallMedia.Audio)
        {
            turn.Fail(operation, CallErrors.State(call, name, "an audio call has no camera"));
            return;
        }

        if (media != call.LocalMedia)
        {
            turn.Call = call with { LocalMedia = media };
            turn.Show();

            // While it rings here nobody is told (rule CALL-090); the accept will carry it.
            if (call.State != CallState.Incoming || call.IsAccepting)
            {
                Report(turn);
            }
        }

        turn.Complete(operation);
    }

    /// <summary>Tells the others what is switched on; what was not sent yet is out of date, however often the user changed it.</summary>
    private static void Report(CallTurn turn)
    {
        turn.Call = turn.Call with { Outbox = turn.Call.Outbox.Drop<CallCommand.SetMediaState>() };
        turn.Send((id, command) => new CallCommand.SetMediaState(id, command, turn.Call.LocalMedia));
    }

    /// <summary>Who is to be named: a person's act has an author, a fault and a timer have none.</summary>
    private static CallParty? Blame(EndCause cause, CallParty self) =>
        cause is EndCause.LoggedOut or EndCause.Replaced ? self : null;

    private static string NameOf(CallCommand command) => NameOf(command switch
    {
        CallCommand.InviteUsers => WaitingKind.Invite,
        CallCommand.CancelInvitation => WaitingKind.CancelInvitation,
        CallCommand.RemoveMember => WaitingKind.Remove,
        _ => WaitingKind.Join,
    });

    private static string NameOf(WaitingKind kind) => kind switch
    {
        WaitingKind.Accept => "AcceptAsync",
        WaitingKind.Cancel => "TryCancelAsync",
        WaitingKind.MediaAnswer => "AnswerMediaRequestAsync",
        WaitingKind.Invite => "InviteAsync",
        WaitingKind.CancelInvitation => "CancelInvitationAsync",
        WaitingKind.Remove => "RemoveParticipantAsync",
        WaitingKind.Join => "JoinAsync",
        _ => "RequestMediaAsync",
    };

    private static bool NothingLeft(Outbox outbox) => !outbox.MayHaveLeft && outbox.InFlight is null;
}
