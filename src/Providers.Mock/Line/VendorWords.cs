namespace Calling.Providers.Mock;

/// <summary>What a vendor that does not declare everything makes of a command: nothing undeclared gets through to the arbiter.</summary>
internal sealed class VendorWords(CallCapabilities declared)
{
    // Calls that this device placed and whose time it measures by itself.
    private readonly HashSet<string> _timed = [];

    /// <summary>Whether two users who call each other are connected (section 7).</summary>
    public bool Glare => Has(CallCapabilities.Glare);

    /// <summary>Whether a call may move to another device of its user (rule CALL-087).</summary>
    public bool Handover => Has(CallCapabilities.Handover);

    /// <summary>Whether the caller's ring time is told to the callee (rule CALL-046).</summary>
    public bool RingLifetime => Has(CallCapabilities.RingLifetime);

    /// <summary>The answer to a command that such a vendor does not carry; null for one that it does.</summary>
    public CommandResult? Answer(CallCommand command) => command switch
    {
        CallCommand.Alerting when !Has(CallCapabilities.RingingSignal) => new CommandResult.Done(),
        CallCommand.AskMedia or CallCommand.AnswerMedia when !Has(CallCapabilities.MediaSwitch)
            => new CommandResult.Refused(RefusalCode.NotSupported, null, "This vendor does not change what a call is for."),
        _ => Undeclared(command) is { } missing
            ? new CommandResult.Refused(RefusalCode.NotSupported, null, $"This vendor does not declare {missing}.")
            : null,
    };

    private CallCapabilities? Undeclared(CallCommand command)
    {
        CallCapabilities? needed = command switch
        {
            CallCommand.InviteUsers => CallCapabilities.InviteDuringCall,
            CallCommand.CancelInvitation => CallCapabilities.CancelInvitee,
            CallCommand.RemoveMember => CallCapabilities.RemoveParticipant,
            CallCommand.JoinCall => CallCapabilities.JoinById,
            CallCommand.PlaceCall { IsGroup: true } => CallCapabilities.Group,
            _ => null,
        };
        return needed is { } one && !Has(one) ? one : null;
    }

    /// <summary>The command as such a vendor carries it.</summary>
    public CallCommand Carry(CallCommand command) => command switch
    {
        CallCommand.PlaceCall place => Place(place),

        // The device declines by itself, and the user's other devices ring on (rules CALL-050, CALL-055).
        CallCommand.Busy busy when !Has(CallCapabilities.BusySignal)
            => new CallCommand.RejectCall(busy.CallId, busy.CommandId, null) { Scope = RejectScope.Device },
        CallCommand.RejectCall reject => reject with
        {
            Reason = Has(CallCapabilities.RejectReason) ? reject.Reason : null,
            Scope = Has(CallCapabilities.RejectSync) ? reject.Scope : RejectScope.Device,
            Data = Data(reject.Data),
        },
        CallCommand.InviteUsers invite => invite with { Push = Has(CallCapabilities.Push) ? invite.Push : null },
        CallCommand.AcceptCall accept => accept with { Data = Data(accept.Data) },
        CallCommand.CancelCall cancel => cancel with { Data = Data(cancel.Data) },
        CallCommand.EndCall end => end with
        {
            Data = Data(end.Data),

            // To such a vendor whoever hangs up leaves.
            Scope = Has(CallCapabilities.EndForEveryone) ? end.Scope : HangUpScope.Self,

            // To such a vendor a caller that has waited long enough has cancelled (rule CALL-046).
            Cause = end.Cause == EndCause.NoAnswer && _timed.Remove(end.CallId) ? EndCause.HangUp : end.Cause,
        },
        _ => command,
    };

    private CallCommand.PlaceCall Place(CallCommand.PlaceCall place)
    {
        if (!RingLifetime)
        {
            _timed.Add(place.CallId);
        }

        return place with
        {
            Push = Has(CallCapabilities.Push) ? place.Push : null,
            Attachment = Has(CallCapabilities.Attachment) ? place.Attachment : null,

            // Such a vendor says so when nobody is there (rule CALL-013).
            FailFast = place.FailFast || !Has(CallCapabilities.OfflineInvite),
        };
    }

    private string? Data(string? data) => Has(CallCapabilities.CallData) ? data : null;

    private bool Has(CallCapabilities capability) => declared.HasFlag(capability);
}
