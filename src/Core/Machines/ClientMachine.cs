using Calling.Providers;

namespace Calling.Machines;

/// <summary>A client: sign-in, admission of calls, and the way to each of them by its id. Pure.</summary>
internal static partial class ClientMachine
{
    /// <summary>How long a sign-out waits for its last commands.</summary>
    public static readonly TimeSpan SignOutPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(2);

    public static ClientStep Apply(ClientModel state, ClientInput input, MachineContext context)
    {
        var turn = new ClientTurn(state, context);
        switch (input)
        {
            case ClientInput.Login login:
                Login(turn, login);
                break;
            case ClientInput.LineOpened opened:
                Opened(turn, opened);
                break;
            case ClientInput.LineRefused(var error):
                NotOpened(turn, error);
                break;
            case ClientInput.Logout logout:
                Logout(turn, logout.Operation);
                break;
            case ClientInput.Place place:
                Place(turn, place);
                break;
            case ClientInput.Join join:
                Join(turn, join);
                break;
            case ClientInput.AbandonJoin abandon:
                AbandonJoin(turn, abandon);
                break;
            case ClientInput.Call(var callId, var inner):
                Call(turn, callId, inner);
                break;
            case ClientInput.Signal(var signal):
                Signalled(turn, signal);
                break;
            case ClientInput.SignalsLost when turn.Client.Phase == ClientPhase.SignedIn:
                turn.Add(new Effect.RequestSnapshot());
                break;
            case ClientInput.SignalsLost when turn.Client.Phase == ClientPhase.Interrupted:
                // The line replays only what it has missed itself: asked for as soon as there is somebody to ask.
                turn.Client = turn.Client with { HasLostSignals = true };
                break;
            case ClientInput.Renewed when turn.Client.IsRenewing:
                turn.Client = turn.Client with { IsRenewing = false };
                turn.Add(new Effect.StopTimer(null, TimerKind.Renew));
                break;
            case ClientInput.NotRenewed when turn.Client.IsRenewing:
                // Until the token has run out; the line says when (rule CALL-004).
                turn.Add(new Effect.StartTimer(null, TimerKind.Renew, RenewAfter));
                break;
            case ClientInput.TimerElapsed(TimerKind.Renew) when turn.Client is { IsRenewing: true, IsSignedIn: true }:
                turn.Add(new Effect.Renew());
                break;
            case ClientInput.TimerElapsed(TimerKind.SignOut) when turn.Client.Phase == ClientPhase.SigningOut:
                SignedOut(turn);
                break;
            default:
                turn.Ignore(input.GetType().Name, "it no longer matters");
                break;
        }

        if (!turn.Client.Held.IsEmpty)
        {
            ReleaseHeld(turn);
        }

        if (turn.Client.Phase == ClientPhase.SigningOut && turn.Client.Calls.Values.All(c => c.Outbox.IsEmpty))
        {
            SignedOut(turn);
        }

        return turn.Step;
    }

    private static void Call(ClientTurn turn, string callId, CallInput input)
    {
        if (!turn.Client.Calls.TryGetValue(callId, out var call) || (call is { IsLive: true, Hidden: true } && input.IsOperation))
        {
            // While entering is asked for there is no session of it but former ones, which are over (rules CALL-035, CALL-087).
            Missing(turn, callId, input);
        }
        else if (input is CallInput.TimerElapsed(TimerKind.Forget))
        {
            Elapse(turn, call);
        }
        else if (input is CallInput.Accept accept && call is { State: CallState.Incoming, IsAccepting: false } && Rival(turn, call) is { } rival)
        {
            turn.Fail(accept.Operation, CallErrors.State(call, "AcceptAsync", $"the call {rival.CallId} has to be ended first"));
        }
        else
        {
            Answered(turn, call, input);
            turn.Apply(turn.Client.Calls[callId], input);
        }
    }

    /// <summary>Another call that has media, or will have it, and does not make way by itself (rule CALL-052).</summary>
    private static CallModel? Rival(ClientTurn turn, CallModel call) =>
        turn.Context.Options.BusyPolicy == BusyPolicy.EndCurrent ? null : turn.Client.Live.FirstOrDefault(c => c.CallId != call.CallId && c.HoldsMedia);

    /// <summary>What an arbiter's answer to one call means for the others.</summary>
    private static void Answered(ClientTurn turn, CallModel call, CallInput input)
    {
        if (input is not CallInput.Result(var id, var result) || call.Outbox.InFlight is not { } command || command.CommandId != id)
        {
            return;
        }

        switch (command, result)
        {
            case (CallCommand.PlaceCall placed, CommandResult.Done({ } view)) when view.CallId != call.CallId:
                Merge(turn, call, placed, view);
                break;
            case (CallCommand.PlaceCall, CommandResult.Refused { Ending: { Cause: EndCause.Busy, ReplacedBy: { } crossing } }):
                BothBusy(turn, call, crossing);
                break;
            case (CallCommand.JoinCall join, CommandResult.Done({ } view)) when call is { IsLive: true, Hidden: true }:
                Enter(turn, call, join, view);
                break;
            case (CallCommand.AcceptCall, CommandResult.Done) when call.IsLive:
                MakeWay(turn, call.CallId);
                break;
        }
    }

    /// <summary>Whatever has media makes way before this call gets any (rule CALL-052); what only rings rings on.</summary>
    private static void MakeWay(ClientTurn turn, string callId)
    {
        foreach (var rival in turn.Client.Live.Where(c => c.CallId != callId && c.HoldsMedia))
        {
            turn.Keep(CallMachine.Replace(rival, callId, turn.Context, turn.Effects));
        }
    }

    private static void Elapse(ClientTurn turn, CallModel call)
    {
        if (call.IsLive)
        {
            // It was withdrawn, and rings or is up anew.
            turn.Ignore($"Timer.{TimerKind.Forget}", "the call is not over");
        }
        else if (call.Outbox.IsEmpty)
        {
            turn.Client = turn.Client with { Calls = turn.Client.Calls.Remove(call.CallId) };
        }
        else
        {
            // Its end is still to be told (rule CALL-030).
            turn.Add(new Effect.StartTimer(call.CallId, TimerKind.Forget, CallMachine.Memory));
        }
    }

    /// <summary>An operation on a session whose call has been forgotten: it has been over for long (rules CALL-022, CALL-035).</summary>
    private static void Missing(ClientTurn turn, string callId, CallInput input)
    {
        switch (input)
        {
            case CallInput.Accept(var operation, _, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "AcceptAsync"));
                break;
            case CallInput.Reject(var operation, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "RejectAsync"));
                break;
            case CallInput.SetMicrophone(var operation, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "SetMicrophoneAsync"));
                break;
            case CallInput.SetCamera(var operation, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "SetCameraAsync"));
                break;
            case CallInput.RequestMedia request:
                turn.Fail(request.Operation, CallErrors.Forgotten(callId, "RequestMediaAsync"));
                break;
            case CallInput.AnswerMediaRequest answer:
                turn.Fail(answer.Operation, CallErrors.Forgotten(callId, "AnswerMediaRequestAsync"));
                break;
            case CallInput.Invite { Operation: var operation }:
                turn.Fail(operation, CallErrors.Forgotten(callId, "InviteAsync"));
                break;
            case CallInput.CancelInvitation(var operation, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "CancelInvitationAsync"));
                break;
            case CallInput.Remove(var operation, _):
                turn.Fail(operation, CallErrors.Forgotten(callId, "RemoveParticipantAsync"));
                break;
            case CallInput.TryCancel(var operation):
                turn.Complete(operation, true);
                break;
            case CallInput.End({ } operation, _):
                turn.Complete(operation);
                break;
            case CallInput.Release({ } operation, _):
                turn.Complete(operation);
                break;
            default:
                turn.Ignore(CallTurn.Describe(input), "the call is not known");
                break;
        }
    }
}
