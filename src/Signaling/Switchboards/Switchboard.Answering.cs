using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    private static CommandResult Alert(Turn turn, CallParty from)
    {
        if (turn.Ringing(from) is not { } invitation)
        {
            return turn.Call.SeatOf(from) is null ? NotAMember(turn.Call, from) : Done;
        }

        if (invitation.RingOf(from.DeviceId) == DeviceRing.Notified)
        {
            turn.Replace(invitation, invitation.With(from.DeviceId, DeviceRing.Alerting) with { Alerted = true });
            if (!invitation.Alerted)
            {
                turn.TellSeats(null, (id, revision) => new CallSignal.Alerted(id, revision, from.UserId));
            }
        }

        return Done;
    }

    private static CommandResult Busy(Turn turn, CallParty from)
    {
        if (turn.Ringing(from) is not { } invitation)
        {
            return NotAMember(turn.Call, from);
        }

        turn.Replace(invitation, invitation.With(from.DeviceId, DeviceRing.Busy));
        turn.DecideUser(from.UserId, from);
        return Done;
    }

    private static CommandResult Accept(Turn turn, CallParty from, MediaState media)
    {
        if (turn.Call.SeatOf(from) is not null)
        {
            return turn.Call.Details.Caller == from
                ? Refuse(RefusalCode.NotAllowed, "The caller cannot accept the call.")
                : new CommandResult.Done(turn.View(from));
        }

        if (turn.Ringing(from) is not { } invitation)
        {
            return NotAMember(turn.Call, from);
        }

        turn.Replace(invitation, invitation with { Response = CallResponse.Accepted });
        turn.EndRinging(invitation, from, EndCause.AnsweredElsewhere, from);
        turn.TellSeats(
            null, (id, revision) => new CallSignal.Responded(id, revision, from.UserId, from.DeviceId, CallResponse.Accepted, null));
        turn.Seat(from, media);
        return new CommandResult.Done(turn.View(from));
    }

    private static CommandResult Reject(Turn turn, CallParty from, string? reason)
    {
        if (CallLimits.CheckText("reason", reason, turn.Rules.Limits.MaxReasonBytes) is { } problem)
        {
            return Refuse(RefusalCode.InvalidArgument, problem);
        }

        if (turn.Ringing(from) is null)
        {
            // Rejecting what this device rejected is no error (rule CALL-022).
            return turn.Call.Logs.GetValueOrDefault(from)?.Ending is { Cause: EndCause.Rejected } ending && ending.By == from
                ? Done
                : NotAMember(turn.Call, from);
        }

        turn.DecideInvitation(from.UserId, CallResponse.Rejected, from, reason);
        turn.CheckOver();
        return Done;
    }
}
