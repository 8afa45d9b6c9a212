using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Line(CallTurn turn, CallInput input)
    {
        switch (input)
        {
            case CallInput.LineInterrupted when turn.Call.LineUp:
                turn.Call = turn.Call with { LineUp = false };
                turn.StopTimer(TimerKind.Retry);
                if (turn.Call.State == CallState.Connecting)
                {
                    // Connecting needs the line: its time stands still (rule CALL-045).
                    turn.StopTimer(TimerKind.Connect);
                    turn.Call = turn.Call with { ConnectDeadline = turn.Call.ConnectDeadline - turn.Context.Now };
                }

                Warn(turn, CallWarningCode.LineInterrupted, "The line is down and being restored.");
                break;
            case CallInput.LineRestored when !turn.Call.LineUp:
                turn.Call = turn.Call with { LineUp = true };
                if (turn.Call.State == CallState.Connecting)
                {
                    turn.StartTimer(TimerKind.Connect, turn.Call.ConnectDeadline);
                    turn.Call = turn.Call with { ConnectDeadline = turn.Call.ConnectDeadline + turn.Context.Now };
                }

                Warn(turn, CallWarningCode.LineRestored, "The line is back.");
                turn.Pump();
                break;
            case CallInput.LineClosed(var cause, var fault):
                turn.Call = turn.Call with { LineUp = false, Outbox = new(turn.Call.Outbox.Nonce) };
                turn.StopTimer(TimerKind.Retry);
                if (turn.Call.IsLive)
                {
                    Finish(turn, new(EndReasons.Of(cause), null, fault));
                }

                break;
            case CallInput.Forgotten when turn.Call.IsLive && !turn.Call.Outbox.Contains<CallCommand.PlaceCall>():
                Finish(turn, new(EndCause.ConnectionLost));
                break;
            default:
                turn.Ignore(input, "it changes nothing here");
                break;
        }
    }

    private static void Elapsed(CallTurn turn, CallInput.TimerElapsed input)
    {
        switch (input.Kind, turn.Call.State)
        {
            case (TimerKind.Ring, CallState.Dialing or CallState.Ringing):
                EndHere(turn, new(EndCause.NoAnswer), (id, command) => new CallCommand.EndCall(id, command, EndCause.NoAnswer, HangUpScope.Self));
                break;
            case (TimerKind.Ring, CallState.Incoming) when !turn.Call.IsAccepting:
                EndHere(turn, new(EndCause.NoAnswer), (id, command) => new CallCommand.LeaveCall(id, command));
                break;
            case (TimerKind.Connect, CallState.Connecting):
                End(turn, EndCause.ConnectFailed);
                break;
            case (TimerKind.Reconnect, CallState.Reconnecting):
                End(turn, EndCause.ConnectionLost);
                break;
            case (TimerKind.Retry, _):
                turn.Pump();
                break;
            default:
                turn.Ignore(input, "it no longer matters");
                break;
        }
    }

    private static void Warn(CallTurn turn, CallWarningCode code, string message)
    {
        if (turn.Call.IsLive)
        {
            turn.Publish(new CallEvent.Warning(code, message));
        }
    }
}
