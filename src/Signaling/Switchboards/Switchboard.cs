using Calling.Providers;

namespace Calling.Signaling.Switchboards;

/// <summary>The arbiter: one pure function from the calls and what happened to the calls and what everybody is told.</summary>
/// <remarks>
/// The server-side twin of the devices' machines. It decides the ring timeout, the first accept, each user's outcome, glare, the order
/// of consent and what a device's death means (architecture section 2), and refuses whatever does not come from a party in the right role (rules
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
            case ServerCommand.Submit submit:
                result = Submit(turn, submit);
                break;
            case ServerCommand.DeviceOnline(var device, var sole):
                Online(turn, device, sole || rules.SingleDevice);
                break;
            case ServerCommand.DeviceOffline(var device, var signedOut):
                Offline(turn, device, signedOut);
                break;
            case ServerCommand.DeviceInterrupted(var device):
                Line(turn, device, up: false);
                break;
            case ServerCommand.DeviceRestored(var device):
                Line(turn, device, up: true);
                break;
            case ServerCommand.Tick(var callId):
                Tick(turn, callId);
                break;
        }

        return turn.Decide(result);
    }

    private static CommandResult Submit(Turn turn, ServerCommand.Submit submit)
    {
        var (from, command) = submit;
        if (CallText.CheckId("call id", command.CallId) is { } badCall)
        {
            return Refuse(RefusalCode.InvalidArgument, badCall);
        }

        if (CallText.CheckId("command id", command.CommandId) is { } badCommand)
        {
            return Refuse(RefusalCode.InvalidArgument, badCommand);
        }

        if (CallLimits.CheckText("data", DataOf(command), turn.Rules.Limits.MaxDataBytes) is { } badData)
        {
            return Refuse(RefusalCode.InvalidArgument, badData);
        }

        if (!turn.Open(command.CallId))
        {
            return command switch
            {
                CallCommand.PlaceCall place => Place(turn, from, place, submit.Glare),
                CallCommand.EndCall or CallCommand.CancelCall => EndUnknown(turn, from, command),
                _ => NotFound,
            };
        }

        var call = turn.Call;
        if (call.Ending is { Cause: EndCause.Replaced, ReplacedBy: not null } lost && call.Details.Caller == from && ForSurvivor(turn, from, command, lost) is { } forSurvivor)
        {
            return forSurvivor;
        }

        if (call.Logs.GetValueOrDefault(from)?.AnswerTo(command.CommandId) is { } answered)
        {
            return answered;
        }

        var result = command switch
        {
            CallCommand.PlaceCall => PlaceAgain(call, from),
            CallCommand.Alerting => Alert(turn, from),
            CallCommand.Busy => Busy(turn, from),
            CallCommand.AcceptCall accept => Accept(turn, from, accept),
            CallCommand.RejectCall reject => Reject(turn, from, reject),
            CallCommand.CancelCall cancel => Cancel(turn, from, cancel.Data),
            CallCommand.LeaveCall => Leave(turn, from),
            CallCommand.EndCall { Scope: HangUpScope.Everyone } end when call.Details.IsGroup => EndForEveryone(turn, from, end),
            CallCommand.EndCall end => End(turn, from, end.Cause, end.Data),
            CallCommand.InviteUsers invite => Invite(turn, from, invite),
            CallCommand.CancelInvitation cancel => CancelInvitation(turn, from, cancel.UserId),
            CallCommand.RemoveMember remove => Remove(turn, from, remove.UserId),
            CallCommand.JoinCall join => Join(turn, from, join, submit.Handover),
            CallCommand.SetMediaState media => SetMedia(turn, from, media.LocalMedia),
            CallCommand.AskMedia ask => AskMedia(turn, from, ask),
            CallCommand.AnswerMedia answer => AnswerMedia(turn, from, answer),
            CallCommand.QueryCall => Query(turn, from),
            _ when !call.Logs.ContainsKey(from) => NotFound,
            _ => Refuse(RefusalCode.NotSupported, $"This arbiter does not take {command.GetType().Name}."),
        };

        turn.Remember(from, command.CommandId, result);
        return result;
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
            turn.DecideInvitation(invitation.UserId, CallResponse.NoAnswer, null);
        }

        ExpireRequest(turn);
        turn.CheckOver();
    }

    private static string? DataOf(CallCommand command) => command switch
    {
        CallCommand.AcceptCall accept => accept.Data,
        CallCommand.RejectCall reject => reject.Data,
        CallCommand.CancelCall cancel => cancel.Data,
        CallCommand.EndCall end => end.Data,
        _ => null,
    };

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
