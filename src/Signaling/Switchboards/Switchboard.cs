using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>The arbiter: one pure function from the calls and what happened to the calls and what everybody is told.</summary>
/// <remarks>
/// The server-side twin of the devices' machines. It decides the ring timeout, the first accept, each user's outcome and what a
/// device's death means (architecture section 2), and refuses whatever does not come from a party in the right role (rules
/// CALL-025, CALL-113). Commands are idempotent: a retry is answered as before.
/// </remarks>
public static partial class Switchboard
{
    /// <summary>How long an ended call is remembered: stragglers are answered by it and never ring (rules CALL-014, CALL-113).</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(150);

    /// <summary>Decides.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="command">What happened.</param>
    /// <param name="now">Elapsed time on the arbiter's own clock.</param>
    /// <param name="rules">Limits and grants.</param>
    public static Decision Apply(CallSet calls, ServerCommand command, TimeSpan now, SwitchboardRules rules)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(rules);
        var turn = new Turn(calls, now, rules);
        CommandResult? result = null;
        switch (command)
        {
            case ServerCommand.Submit(var from, var asked):
                result = Submit(turn, from, asked);
                break;
            case ServerCommand.DeviceOnline(var device):
                Online(turn, device);
                break;
            case ServerCommand.DeviceOffline(var device):
                Offline(turn, device);
                break;
            case ServerCommand.Tick(var callId):
                Tick(turn, callId);
                break;
        }

        return turn.Decide(result);
    }

    private static CommandResult Submit(Turn turn, CallParty from, CallCommand command)
    {
        if (CallText.CheckId("call id", command.CallId) is { } badCall)
        {
            return Refuse(RefusalCode.InvalidArgument, badCall);
        }

        if (CallText.CheckId("command id", command.CommandId) is { } badCommand)
        {
            return Refuse(RefusalCode.InvalidArgument, badCommand);
        }

        if (!turn.Open(command.CallId))
        {
            return command switch
            {
                CallCommand.PlaceCall place => Place(turn, from, place),
                CallCommand.EndCall or CallCommand.CancelCall => EndUnknown(turn, from, command),
                _ => NotFound,
            };
        }

        var call = turn.Call;
        if (call.Logs.GetValueOrDefault(from)?.AnswerTo(command.CommandId) is { } answered)
        {
            return answered;
        }

        var result = command switch
        {
            CallCommand.PlaceCall => PlaceAgain(call, from),
            CallCommand.Alerting => Alert(turn, from),
            CallCommand.Busy => Busy(turn, from),
            CallCommand.AcceptCall accept => Accept(turn, from, accept.LocalMedia),
            CallCommand.RejectCall reject => Reject(turn, from, reject.Reason),
            CallCommand.CancelCall => Cancel(turn, from),
            CallCommand.LeaveCall => Leave(turn, from),
            CallCommand.EndCall end => End(turn, from, end.Cause),
            CallCommand.SetMediaState media => SetMedia(turn, from, media.LocalMedia),
            CallCommand.QueryCall => Query(turn, from),
            _ when !call.Logs.ContainsKey(from) => NotFound,
            _ => Refuse(RefusalCode.NotSupported, $"This arbiter does not take {command.GetType().Name}."),
        };

        turn.Remember(from, command.CommandId, result);
        return result;
    }

    private static CommandResult SetMedia(Turn turn, CallParty from, MediaState media)
    {
        if (turn.Call.SeatOf(from) is not { } seat)
        {
            return NotAMember(turn.Call, from);
        }

        if (seat.Media != media)
        {
            turn.Call = turn.Call with { Seats = turn.Call.Seats.Replace(seat, seat with { Media = media }) };
            turn.TellSeats(from, (id, revision) => new CallSignal.MediaStateChanged(id, revision, from, media));
        }

        return Done;
    }

    private static CommandResult Query(Turn turn, CallParty from) =>
        turn.View(from) is { } view ? new CommandResult.Done(view) : NotFound;

    private static void Tick(Turn turn, string callId)
    {
        if (!turn.Open(callId))
        {
            return;
        }

        if (turn.Call.EndedAt is { } ended)
        {
            if (turn.Now >= ended + Memory)
            {
                turn.Forget();
            }

            return;
        }

        foreach (var invitation in turn.Call.Invitations.Where(i => i.IsOpen && i.Deadline <= turn.Now))
        {
            turn.DecideInvitation(invitation.UserId, CallResponse.NoAnswer, null, null);
        }

        turn.CheckOver();
    }

    /// <summary>What a device without a seat is answered: how it ended, or that it has no business here.</summary>
    private static CommandResult.Refused NotAMember(CallEntry call, CallParty from)
    {
        if (call.Logs.GetValueOrDefault(from) is not { } log)
        {
            return NotFound;
        }

        return log.Ending is { } ending
            ? new(RefusalCode.CallGone, ending)
            : Refuse(RefusalCode.NotAllowed, "Only a device that is in the call may do this.");
    }

    private static CommandResult.Refused Refuse(RefusalCode code, string message) => new(code, null, message);

    private static readonly CommandResult Done = new CommandResult.Done();

    private static readonly CommandResult.Refused NotFound = new(RefusalCode.NotFound);
}
