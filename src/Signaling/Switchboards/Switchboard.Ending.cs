using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    private static CommandResult Cancel(Turn turn, CallParty from, string? data)
    {
        var call = turn.Call;
        if (call.Details.Caller != from)
        {
            // A stranger is told what the canceller of an unknown call is told, and learns nothing (rule CALL-113).
            return call.Logs.ContainsKey(from) ? NotAMember(call, from) : Done;
        }

        if (call.Logs[from].Ending is { } ending)
        {
            // Cancelling what this device cancelled is no error: the first answer was lost.
            return ending.Cause == EndCause.Cancelled && ending.By == from ? Done : new CommandResult.Refused(RefusalCode.CallGone, ending);
        }

        if (call.AnsweredAt is not null)
        {
            return Refuse(RefusalCode.AlreadyAccepted, "The call was answered.");
        }

        turn.CancelAll(from, EndCause.Cancelled, data);
        return Done;
    }

    private static CommandResult Leave(Turn turn, CallParty from)
    {
        if (turn.Call.SeatOf(from) is not null)
        {
            return End(turn, from, EndCause.HangUp, null);
        }

        if (turn.Ringing(from) is { } invitation)
        {
            turn.Replace(invitation, invitation.With(from.DeviceId, DeviceRing.Withdrawn));
            turn.DecideUser(from.UserId, from);
            return Done;
        }

        return turn.Call.Logs.ContainsKey(from) ? Done : NotFound;
    }

    private static CommandResult End(Turn turn, CallParty from, EndCause cause, string? data)
    {
        var call = turn.Call;
        if (!call.Logs.TryGetValue(from, out var log))
        {
            // As for a call that is not known: whether there is one is not for strangers (rule CALL-113).
            return Done;
        }

        if (log.Ending is not null)
        {
            return Done;
        }

        if (call.SeatOf(from) is not null)
        {
            if (call.AnsweredAt is null)
            {
                turn.CancelAll(from, cause == EndCause.NoAnswer ? EndCause.NoAnswer : EndCause.Cancelled, data);
            }
            else
            {
                turn.Unseat(from, AsOthersRead(cause), data);
            }
        }
        else if (turn.Ringing(from) is { } invitation)
        {
            if (cause == EndCause.NoAnswer)
            {
                // The user's own ring time was shorter than the caller's (rule CALL-046).
                turn.Replace(invitation, invitation.With(from.DeviceId, DeviceRing.TimedOut));
                turn.MarkEnded(from, new(EndCause.NoAnswer));
                turn.DecideUser(from.UserId, from);
                return Done;
            }

            turn.DecideInvitation(from.UserId, CallResponse.Rejected, from, null, data);
            turn.CheckOver();
        }

        return Done;
    }

    /// <summary>The caller's right; while nobody has answered it is what a cancel is (rule CALL-084).</summary>
    private static CommandResult EndForEveryone(Turn turn, CallParty from, CallCommand.EndCall end)
    {
        if (turn.Call.SeatOf(from) is null || turn.Call.AnsweredAt is null)
        {
            return End(turn, from, end.Cause, end.Data);
        }

        if (from.UserId != turn.Call.Details.Caller.UserId)
        {
            return Refuse(RefusalCode.NotAllowed, "Only the caller ends a call for everyone.");
        }

        turn.EndAll(from, AsOthersRead(end.Cause), end.Data);
        return Done;
    }

    /// <summary>What is a device's own affair (signing out, another call) is a hang-up to the others (rules CALL-036, CALL-053).</summary>
    private static EndCause AsOthersRead(EndCause cause) => cause switch
    {
        EndCause.ConnectFailed or EndCause.ConnectionLost or EndCause.PeerLost => cause,
        _ => EndCause.HangUp,
    };
}
