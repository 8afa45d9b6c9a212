using Calling.Providers;

namespace Calling.Machines;

internal static partial class CallMachine
{
    private static void Line(CallTurn turn, CallInput input)
    {
        switch (input)
        {
            case CallInput.LineInterrupted when turn.Call.LineUp:
                turn.Call = turn.Call with { LineUp = false, DownSince = turn.Context.Now };
                turn.StopTimer(TimerKind.Retry);

                // Connecting needs the line: its time stands still (rule CALL-045).
                WatchPeers(turn);
                Warn(turn, CallWarningCode.LineInterrupted, "The line is down and being restored.");
                break;
            case CallInput.LineRestored when turn.Call is { LineUp: false, PartUp: true }:
                var down = turn.Context.Now - (turn.Call.DownSince ?? turn.Context.Now);
                turn.Call = turn.Call with { LineUp = true, DownSince = null };
                Extend(turn, down);
                WatchPeers(turn);
                Warn(turn, CallWarningCode.LineRestored, "The line is back.");
                turn.Pump();
                break;
            case CallInput.LineClosed(var cause, var fault):
                // The arbiter may ring on: whoever signs in again in time hears it again, as a new session (rule CALL-013).
                turn.Call = LoseLine(turn.Call with { Withdrawn = turn.Call.Withdrawn || turn.Call.State == CallState.Incoming });
                if (turn.Call.IsLive)
                {
                    Finish(turn, new(EndReasons.Of(cause), null, fault));
                }
                else
                {
                    turn.StopTimer(TimerKind.Retry);
                }

                break;
            case CallInput.Forgotten when turn.Call is { IsLive: true, Hidden: false } && !turn.Call.Outbox.Contains<CallCommand.PlaceCall>()
                && !turn.Call.Outbox.Contains<CallCommand.QueryCall>():
                // The snapshot may be older than the call: a result overtakes signals. The arbiter's answer is not.
                turn.Send((id, command) => new CallCommand.QueryCall(id, command));
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
            case (TimerKind.Ring, not (CallState.Incoming or CallState.Ended)) when RingsOn(turn):
                TakeBack(turn);
                break;
            case (TimerKind.Ring, CallState.Dialing or CallState.Ringing) when !turn.Call.RangOut && !Measures(turn.Context) && !NothingLeft(turn.Call.Outbox):
                // Nobody but this device measures, and an accept may have come first: only the arbiter knows (rules CALL-043, CALL-044).
                bool byUser = turn.Call.Outbox.Contains<CallCommand.CancelCall>();
                turn.Call = turn.Call with { RangOut = true, TakenBack = !byUser };
                turn.StartTimer(TimerKind.Ring, RingBackstop);
                if (!byUser)
                {
                    turn.Call = turn.Call with { Peers = [.. turn.Call.Peers.Select(p => p.IsOpen ? p with { RangOut = true } : p)] };
                    turn.Send((id, command) => new CallCommand.CancelCall(id, command));
                }

                break;
            case (TimerKind.Ring, CallState.Dialing or CallState.Ringing):
                EndHere(turn, new(EndCause.NoAnswer), (id, command) => new CallCommand.EndCall(id, command, EndCause.NoAnswer, HangUpScope.Self));
                break;
            case (TimerKind.Ring, CallState.Incoming) when turn.Call is { IsAccepting: false, RingsShort: true }:
                // This user's own setting speaks for the user; the backstop below says nothing (rule CALL-046).
                EndHere(turn, new(EndCause.NoAnswer), (id, command) => new CallCommand.EndCall(id, command, EndCause.NoAnswer, HangUpScope.Self));
                break;
            case (TimerKind.Ring, CallState.Incoming) when !turn.Call.IsAccepting:
                EndHere(turn, new(EndCause.NoAnswer), (id, command) => new CallCommand.LeaveCall(id, command));
                break;
            case (TimerKind.Ring, CallState.Incoming):
                // An accept is on its way and may have won; should it be refused, it must not ring for ever (rule CALL-042).
                turn.StartTimer(TimerKind.Ring, RingBackstop);
                break;
            case (TimerKind.Connect, CallState.Connecting or CallState.Connected or CallState.Reconnecting) when turn.Call.ConnectAlarm is not null:
                GiveUp(turn, ParticipantState.Connecting);
                break;
            case (TimerKind.Reconnect, CallState.Connected or CallState.Reconnecting) when turn.Call.ReconnectAlarm is not null:
                GiveUp(turn, ParticipantState.Reconnecting);
                break;
            case (TimerKind.Retry, _) when turn.Call is { LineUp: true, Outbox: { InFlight: null, Waiting.IsEmpty: false } }:
                turn.Pump();
                break;
            default:
                turn.Ignore(input, "it no longer matters");
                break;
        }
    }

    /// <summary>Nothing more can be said on a line that is gone; an invitation that was only let go may ring anew on the next one.</summary>
    public static CallModel LoseLine(CallModel call) => call with
    {
        // Before zero: a line that does not count rings anew with a zero.
        LineUp = false, Outbox = new(call.Outbox.Nonce), Revision = call.Withdrawn ? -1 : call.Revision,
    };

    private static void Warn(CallTurn turn, CallWarningCode code, string message)
    {
        if (turn.Call.IsLive)
        {
            turn.Publish(new CallEvent.Warning(code, message));
        }
    }
}
