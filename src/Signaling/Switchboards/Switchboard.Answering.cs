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

    private static CommandResult Accept(Turn turn, CallParty from, CallCommand.AcceptCall accept)
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

        turn.Accept(invitation, from, accept.LocalMedia, accept.Data);
        return new CommandResult.Done(turn.View(from));
    }

    private static CommandResult Reject(Turn turn, CallParty from, CallCommand.RejectCall reject)
    {
        if (CallLimits.CheckText("reason", reject.Reason, turn.Rules.Limits.MaxReasonBytes) is { } problem)
        {
            return Refuse(RefusalCode.InvalidArgument, problem);
        }

        if (turn.Ringing(from) is not { } invitation)
        {
            // Rejecting what this device rejected is no error (rule CALL-022).
            return turn.Call.Logs.GetValueOrDefault(from)?.Ending is { Cause: EndCause.Rejected } ending && ending.By == from
                ? Done
                : NotAMember(turn.Call, from);
        }

        if (reject.Scope == RejectScope.Device)
        {
            var rejected = new RungDevice(from.DeviceId, DeviceRing.Rejected) { Reason = reject.Reason, Data = reject.Data };
            turn.Replace(invitation, invitation.With(rejected));
            turn.MarkEnded(from, new(EndCause.Rejected, from) { Data = reject.Data });
            turn.DecideUser(from.UserId, from);
            return Done;
        }

        turn.DecideInvitation(from.UserId, CallResponse.Rejected, from, reject.Reason, reject.Data);
        turn.CheckOver();
        return Done;
    }
}
