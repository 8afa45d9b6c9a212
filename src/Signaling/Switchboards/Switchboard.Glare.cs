using Calling.Providers;

namespace Calling.Signaling.Switchboards;

public static partial class Switchboard
{
    /// <summary>The call that the callee has placed to this user at the same moment and that this device has not shown (rule CALL-060).</summary>
    private static CallEntry? Crossing(Turn turn, CallParty from, CallCommand.PlaceCall place) =>
        turn.Calls.CallsOf(from.UserId).Where(c => Crosses(c, from, place.Callees[0])).MinBy(c => c.PlacedAt);

    private static bool Crosses(CallEntry call, CallParty from, string callee) =>
        call is { Ending: null, AnsweredAt: null, Details.IsGroup: false, Invitations.Length: 1 }
        && call.Details.Caller.UserId == callee
        && call.InvitationOf(from.UserId) is { IsOpen: true } invitation
        && invitation.RingOf(from.DeviceId) is null or DeviceRing.Notified
        && call.SeatOf(call.Details.Caller) is not null;

    /// <summary>Two users call each other: the first call survives and the second, which never begins, is its answer; or both are busy.</summary>
    private static CommandResult Meet(Turn turn, CallParty from, CallCommand.PlaceCall place, CallEntry crossing)
    {
        turn.Open(crossing.CallId);
        CallEnding ending;
        CommandResult result;
        if (crossing.Glare == GlarePolicy.Connect && place.Glare == GlarePolicy.Connect)
        {
            if (place.Media == CallMedia.Audio && crossing.Details.Media == CallMedia.Video)
            {
                turn.ChangeMedia(CallMedia.Audio, from.UserId);
            }

            turn.Accept(turn.Call.InvitationOf(from.UserId)!, from, place.LocalMedia, null);
            ending = new(EndCause.Replaced, from) { ReplacedBy = crossing.CallId };
            result = new CommandResult.Done(turn.View(from));
        }
        else
        {
            turn.DecideInvitation(from.UserId, CallResponse.Busy, from);
            turn.CheckOver();
            // The device is told which call it was, so that its invitation never rings, however late it comes.
            ending = new(EndCause.Busy) { ReplacedBy = crossing.CallId };
            result = new CommandResult.Refused(RefusalCode.CallGone, ending);
        }

        turn.Begin(Tombstone(turn, place.CallId, DetailsOf(from, place), ending));
        return result;
    }

    /// <summary>A command for the call that gave way, by the device that had placed it: it means the call that took its place. Null for others.</summary>
    private static CommandResult? ForSurvivor(Turn turn, CallParty from, CallCommand command, CallEnding lost)
    {
        if (command is not (CallCommand.PlaceCall or CallCommand.CancelCall or CallCommand.EndCall or CallCommand.LeaveCall))
        {
            return null;
        }

        // It may be forgotten, and its id even taken by a call that this device has no part in.
        if (!turn.Open(lost.ReplacedBy!) || turn.Call.Logs.GetValueOrDefault(from) is not { } log)
        {
            return command is CallCommand.EndCall or CallCommand.LeaveCall ? Done : new CommandResult.Refused(RefusalCode.CallGone, lost);
        }

        return command switch
        {
            // What Core says of the call that gave way, not of the user.
            CallCommand.EndCall { Cause: EndCause.Replaced } => Done,
            // The user was done before the device knew which call it is: a hang-up ends it whatever its state (rule CALL-024).
            CallCommand.EndCall end => End(turn, from, end.Cause, end.Data),
            CallCommand.LeaveCall => End(turn, from, EndCause.HangUp, null),
            _ when log.Ending is { } ended => new CommandResult.Refused(RefusalCode.CallGone, ended),
            CallCommand.CancelCall => Refuse(RefusalCode.AlreadyAccepted, "The call was answered by a call of the callee's at the same moment."),
            _ => new CommandResult.Done(turn.View(from)),
        };
    }
}
