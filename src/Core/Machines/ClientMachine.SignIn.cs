using Calling.Providers;

namespace Calling.Machines;

internal static partial class ClientMachine
{
    private static void Login(ClientTurn turn, ClientInput.Login login)
    {
        if (turn.Client.Phase != ClientPhase.SignedOut)
        {
            string why = turn.Client.Phase == ClientPhase.SigningOut ? "the sign-out is not finished" : "somebody is signed in, or being signed in";
            turn.Fail(login.Operation, new(CallErrorCode.InvalidState, $"LoginAsync: {why}.") { Operation = "LoginAsync" });
        }
        else if (turn.Context.Provider.Limits.CheckUserId(login.Credential.UserId) is { } problem)
        {
            turn.Fail(login.Operation, CallErrors.Argument("LoginAsync", problem));
        }
        else
        {
            turn.Client = turn.Client with { Login = login.Operation, CanRenew = login.Credential.CanRenew };
            turn.Enter(ClientPhase.SigningIn);
            turn.Add(new Effect.Connect(login.Credential));
        }
    }

    private static void Opened(ClientTurn turn, ClientInput.LineOpened opened)
    {
        if (turn.Client is not { Phase: ClientPhase.SigningIn, Login: { } operation })
        {
            turn.Ignore(nameof(ClientInput.LineOpened), "the sign-in was given up");
            turn.Add(new Effect.Disconnect());
            return;
        }

        turn.Client = turn.Client with { IsRenewing = false, Held = turn.Client.Held.Clear(), Self = opened.Self, Nonce = opened.Nonce, CallCount = 0, Login = null };
        foreach (var call in turn.Client.Calls.Values)
        {
            // Calls of the former sign-in are over; should the arbiter not know, they are told on this line, with its command ids.
            turn.Keep(call with { LineUp = true, PartUp = true, Outbox = turn.NewOutbox() with { MayHaveLeft = true } });
        }

        turn.Enter(ClientPhase.SignedIn);
        turn.Complete(operation);
    }

    /// <summary>The token runs out soon (rule CALL-004).</summary>
    private static void Expiring(ClientTurn turn)
    {
        if (!turn.Client.CanRenew || turn.Client.IsRenewing)
        {
            turn.Ignore(nameof(LineSignal.TokenExpiring), turn.Client.CanRenew ? "a new one is on its way" : "the app gave no way to get a new one");
            return;
        }

        turn.Client = turn.Client with { IsRenewing = true };
        turn.Add(new Effect.Renew());
    }

    private static void NotOpened(ClientTurn turn, CallException error)
    {
        if (turn.Client is not { Phase: ClientPhase.SigningIn, Login: { } operation })
        {
            turn.Ignore(nameof(ClientInput.LineRefused), "the sign-in was given up");
            return;
        }

        turn.Client = turn.Client with { Login = null };
        turn.Enter(ClientPhase.SignedOut, SignedOutReason.LoginFailed);
        turn.Fail(operation, error);
    }

    private static void Logout(ClientTurn turn, long operation)
    {
        switch (turn.Client.Phase)
        {
            case ClientPhase.SignedOut:
                turn.Complete(operation);
                return;
            case ClientPhase.SigningOut:
                turn.Client = turn.Client with { Logouts = turn.Client.Logouts.Add(operation) };
                return;
            case ClientPhase.SigningIn:
                long login = turn.Client.Login!.Value;
                turn.Client = turn.Client with { Login = null };
                turn.Add(new Effect.Disconnect());
                turn.Enter(ClientPhase.SignedOut, SignedOutReason.LoggedOut);
                turn.Fail(login, CallErrors.NotSignedIn("LoginAsync"));
                turn.Complete(operation);
                return;
        }

        turn.Client = turn.Client with { Held = turn.Client.Held.Clear() };
        turn.Add(new Effect.StopTimer(null, TimerKind.Renew));
        bool reachable = turn.Client.Phase == ClientPhase.SignedIn;
        foreach (var call in turn.Client.Live)
        {
            turn.Apply(call, new CallInput.Release(null, EndCause.LoggedOut));
        }

        turn.Client = turn.Client with { Logouts = [operation] };
        turn.Enter(ClientPhase.SigningOut, SignedOutReason.LoggedOut);
        if (reachable)
        {
            // The peers hear of it before the line goes (rule CALL-002); the end of the turn sees whether anything is left to say.
            turn.Add(new Effect.StartTimer(null, TimerKind.SignOut, SignOutPatience));
        }
        else
        {
            SignedOut(turn);
        }
    }

    /// <summary>The last commands are through, or have had their time.</summary>
    private static void SignedOut(ClientTurn turn)
    {
        turn.Add(new Effect.StopTimer(null, TimerKind.SignOut));
        turn.Add(new Effect.Disconnect());
        var logouts = turn.Client.Logouts;
        turn.Client = turn.Client with { Phase = ClientPhase.SignedOut, Logouts = [] };
        Forget(turn);
        foreach (long operation in logouts)
        {
            turn.Complete(operation);
        }
    }

    private static void Closed(ClientTurn turn, LineSignal.Closed closed)
    {
        if (turn.Client.Phase == ClientPhase.SigningOut)
        {
            SignedOut(turn);
            return;
        }

        turn.Client = turn.Client with { Held = turn.Client.Held.Clear() };
        turn.Add(new Effect.StopTimer(null, TimerKind.Renew));
        turn.ApplyToAll(new CallInput.LineClosed(closed.Cause, closed.Fault));
        turn.Add(new Effect.Disconnect());
        turn.Enter(ClientPhase.SignedOut, closed.Cause switch
        {
            LineCloseCause.KickedOffline => SignedOutReason.KickedOffline,
            LineCloseCause.AuthExpired => SignedOutReason.AuthExpired,
            LineCloseCause.EndedByServer => SignedOutReason.EndedByServer,
            _ => SignedOutReason.ConnectionLost,
        });
    }

    /// <summary>Nothing more can be said about calls of a line that is gone; that they ended is remembered.</summary>
    private static void Forget(ClientTurn turn)
    {
        foreach (var call in turn.Client.Calls.Values)
        {
            if (!call.Outbox.IsEmpty)
            {
                turn.Add(new Effect.StopTimer(call.CallId, TimerKind.Retry));
            }

            turn.Keep(CallMachine.LoseLine(call));
        }
    }
}
