namespace Calling.Providers;

/// <summary>What a device asks of the arbiter, in telephony's words. The nested types are all there are.</summary>
public abstract record CallCommand
{
    private CallCommand(string callId, string commandId) => (CallId, CommandId) = (callId, commandId);

    /// <summary>The call; minted by the caller's Core.</summary>
    public string CallId { get; init; }

    /// <summary>This command; a retry has the same one, and the arbiter answers it as before.</summary>
    public string CommandId { get; init; }

    /// <summary>Places a call and rings everybody named.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="Callees">Whom to ring.</param>
    /// <param name="Media">What for.</param>
    /// <param name="RingTimeout">How long, from the moment the arbiter takes it (rule CALL-040).</param>
    /// <param name="LocalMedia">What the caller has switched on.</param>
    public sealed record PlaceCall(
        string CallId, string CommandId, IReadOnlyList<string> Callees, CallMedia Media, TimeSpan RingTimeout, MediaState LocalMedia)
        : CallCommand(CallId, CommandId)
    {
        /// <summary>A group call, with or without a group id.</summary>
        public bool IsGroup { get; init; }

        /// <summary>The caller's name for the group.</summary>
        public string? GroupId { get; init; }

        /// <summary>The caller's text for the callees.</summary>
        public string? Attachment { get; init; }

        /// <summary>For the push hook, if a callee has no device connected (rule CALL-150).</summary>
        public CallPush? Push { get; init; }

        /// <summary>What to do if the callee calls this user at the same moment (section 7).</summary>
        public GlarePolicy Glare { get; init; }

        /// <summary>Refuse at once if no device of the callee is signed in (rule CALL-013).</summary>
        public bool FailFast { get; init; }
    }

    /// <summary>This device rings (rule CALL-012).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    public sealed record Alerting(string CallId, string CommandId) : CallCommand(CallId, CommandId);

    /// <summary>This device is in another call (rule CALL-050).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    public sealed record Busy(string CallId, string CommandId) : CallCommand(CallId, CommandId);

    /// <summary>This device answers; done means that it is the one that did (rule CALL-072).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="LocalMedia">What it has switched on.</param>
    public sealed record AcceptCall(string CallId, string CommandId, MediaState LocalMedia) : CallCommand(CallId, CommandId)
    {
        /// <summary>The app's data for the others (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>The user declines.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="Reason">Text for the caller.</param>
    public sealed record RejectCall(string CallId, string CommandId, string? Reason) : CallCommand(CallId, CommandId)
    {
        /// <summary>Whom it speaks for (rule CALL-071).</summary>
        public RejectScope Scope { get; init; }

        /// <summary>The app's data for the caller (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>The caller takes the call back unless it was answered; refused with <see cref="RefusalCode.AlreadyAccepted"/> then.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    public sealed record CancelCall(string CallId, string CommandId) : CallCommand(CallId, CommandId)
    {
        /// <summary>The app's data for the others (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>This device alone steps out and says nothing for its user: an unanswered invitation rings on elsewhere (rule CALL-036).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    public sealed record LeaveCall(string CallId, string CommandId) : CallCommand(CallId, CommandId);

    /// <summary>The user is done with the call, whatever its state: cancelled, declined or hung up as the arbiter finds it (rule CALL-024).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="Cause">Why; what is this device's own affair reads as a hang-up to others.</param>
    /// <param name="Scope">For whom.</param>
    public sealed record EndCall(string CallId, string CommandId, EndCause Cause, HangUpScope Scope) : CallCommand(CallId, CommandId)
    {
        /// <summary>The app's data for the others (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>Rings further users into the call (rule CALL-083).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="Callees">Whom.</param>
    /// <param name="RingTimeout">How long.</param>
    public sealed record InviteUsers(string CallId, string CommandId, IReadOnlyList<string> Callees, TimeSpan RingTimeout)
        : CallCommand(CallId, CommandId)
    {
        /// <summary>For the push hook, if one of them has no device connected (rule CALL-150).</summary>
        public CallPush? Push { get; init; }
    }

    /// <summary>Takes one invitation back (rule CALL-089).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="UserId">Whose.</param>
    public sealed record CancelInvitation(string CallId, string CommandId, string UserId) : CallCommand(CallId, CommandId);

    /// <summary>Removes a member (rule CALL-089).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="UserId">Whom.</param>
    public sealed record RemoveMember(string CallId, string CommandId, string UserId) : CallCommand(CallId, CommandId);

    /// <summary>Enters a running call by its id (rule CALL-087).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="LocalMedia">What this device has switched on.</param>
    public sealed record JoinCall(string CallId, string CommandId, MediaState LocalMedia) : CallCommand(CallId, CommandId);

    /// <summary>Tells the others what this device has switched on (rule CALL-092).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="LocalMedia">What is on now.</param>
    public sealed record SetMediaState(string CallId, string CommandId, MediaState LocalMedia) : CallCommand(CallId, CommandId);

    /// <summary>Asks to change between audio and video (rule CALL-100); the request has this command's id. To audio it is done at once.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="Media">What the call shall be for.</param>
    public sealed record AskMedia(string CallId, string CommandId, CallMedia Media) : CallCommand(CallId, CommandId);

    /// <summary>Answers such a request.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    /// <param name="RequestId">Which request.</param>
    /// <param name="Agreed">Whether the user agrees.</param>
    public sealed record AnswerMedia(string CallId, string CommandId, string RequestId, bool Agreed) : CallCommand(CallId, CommandId);

    /// <summary>Asks for the call as it is: a signal was missed.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="CommandId">This command.</param>
    public sealed record QueryCall(string CallId, string CommandId) : CallCommand(CallId, CommandId);
}
