namespace Calling.Machines;

/// <summary>A client: sign-in, admission of calls, and the way to each of them by its id. Pure.</summary>
internal static partial class ClientMachine
{
    /// <summary>How long a sign-out waits for its last commands.</summary>
    public static readonly TimeSpan SignOutPatience = TimeSpan.FromSeconds(2);

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
            case ClientInput.TimerElapsed(TimerKind.SignOut) when turn.Client.Phase == ClientPhase.SigningOut:
                SignedOut(turn);
                break;
            default:
                turn.Ignore(input.GetType().Name, "it no longer matters");
                break;
        }

        if (turn.Client.Phase == ClientPhase.SigningOut && turn.Client.Calls.Values.All(c => c.Outbox.IsEmpty))
        {
            SignedOut(turn);
        }

        return turn.Step;
    }

    private static void Call(ClientTurn turn, string callId, CallInput input)
    {
        if (!turn.Client.Calls.TryGetValue(callId, out var call))
        {
            Missing(turn, callId, input);
        }
        else if (input is CallInput.TimerElapsed(TimerKind.Forget))
        {
            Elapse(turn, call);
        }
        else
        {
            turn.Apply(call, input);
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
