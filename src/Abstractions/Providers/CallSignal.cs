using Calling.Media;

namespace Calling.Providers;

/// <summary>What the arbiter tells one device about one call. The nested types are all there are.</summary>
public abstract record CallSignal : LineSignal
{
    private CallSignal(string callId, long revision) => (CallId, Revision) = (callId, revision);

    /// <summary>The call.</summary>
    public string CallId { get; init; }

    /// <summary>
    /// Grows by one with each signal of this call to this device: an old one is ignored, a gap asks <see cref="CallCommand.QueryCall"/>.
    /// A vendor need not count: a line over a connection that keeps the order does it while it reads. Zero from a line that cannot even that; such
    /// signals are taken as they come, and what is lost or overtaken shows only in the next view.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>This device is invited.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Details">Who calls, and what for.</param>
    /// <param name="RingRemaining">How long it may ring (rule CALL-014).</param>
    public sealed record Invited(string CallId, long Revision, CallDetails Details, TimeSpan RingRemaining) : CallSignal(CallId, Revision)
    {
        /// <summary>The member who invited this device's user, if that is not the caller (rule CALL-083).</summary>
        public string? InvitedBy { get; init; }
    }

    /// <summary>A member has rung further users into the call; told to all members (rule CALL-083).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="UserIds">Who is invited now; each gets one more <see cref="CallInvitation"/>.</param>
    /// <param name="InvitedBy">The member who invited them; null where the line does not know.</param>
    public sealed record UsersInvited(string CallId, long Revision, IReadOnlyList<string> UserIds, string? InvitedBy) : CallSignal(CallId, Revision);

    /// <summary>A device of an invited user rings.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="UserId">The invited user.</param>
    public sealed record Alerted(string CallId, long Revision, string UserId) : CallSignal(CallId, Revision);

    /// <summary>An invitation was decided.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="UserId">The invited user.</param>
    /// <param name="DeviceId">The device that decided; null where none did.</param>
    /// <param name="Response">The outcome.</param>
    /// <param name="Reason">The text given with a reject.</param>
    public sealed record Responded(string CallId, long Revision, string UserId, string? DeviceId, CallResponse Response, string? Reason)
        : CallSignal(CallId, Revision)
    {
        /// <summary>The data given with an accept or a reject (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>A device is in the call; its media may be connected.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Member">The device.</param>
    /// <param name="Grant">What opens the media.</param>
    public sealed record MemberJoined(string CallId, long Revision, CallMember Member, MediaGrant? Grant) : CallSignal(CallId, Revision);

    /// <summary>A device is out of the call, which goes on.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Cause">Why.</param>
    public sealed record MemberLeft(string CallId, long Revision, CallParty Party, EndCause Cause) : CallSignal(CallId, Revision)
    {
        /// <summary>The data given with the hang-up (rule CALL-026).</summary>
        public string? Data { get; init; }
    }

    /// <summary>A member goes on with the call on another device; nobody left and nobody came (rule CALL-087).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="From">The device that was in the call.</param>
    /// <param name="Member">The device that is in it now; the same user's.</param>
    public sealed record MemberMoved(string CallId, long Revision, CallParty From, CallMember Member) : CallSignal(CallId, Revision);

    /// <summary>A member's own line to the arbiter went down, or is up again; the member is still in the call (rule CALL-111).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Up">False while it is down.</param>
    public sealed record MemberLine(string CallId, long Revision, CallParty Party, bool Up) : CallSignal(CallId, Revision);

    /// <summary>A member switched microphone or camera.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Party">The device.</param>
    /// <param name="Media">What is on now.</param>
    public sealed record MediaStateChanged(string CallId, long Revision, CallParty Party, MediaState Media) : CallSignal(CallId, Revision);

    /// <summary>A member asks to change what the call is for; told to the others (rule CALL-100).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Request">The request.</param>
    public sealed record MediaRequested(string CallId, long Revision, CallMediaRequest Request) : CallSignal(CallId, Revision);

    /// <summary>A request came to nothing; told to everybody (rule CALL-102).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="RequestId">The request.</param>
    /// <param name="Outcome">Never <see cref="MediaRequestOutcome.Agreed"/>: that is <see cref="MediaChanged"/>.</param>
    public sealed record MediaRequestClosed(string CallId, long Revision, string RequestId, MediaRequestOutcome Outcome)
        : CallSignal(CallId, Revision);

    /// <summary>The call is for something else now; told to everybody, whoever asked among them (rules CALL-061, CALL-100, CALL-101).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Media">What for.</param>
    /// <param name="UserId">Who asked for it.</param>
    public sealed record MediaChanged(string CallId, long Revision, CallMedia Media, string UserId) : CallSignal(CallId, Revision);

    /// <summary>The call is over for this device.</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Revision">This signal's revision.</param>
    /// <param name="Ending">How.</param>
    public sealed record Ended(string CallId, long Revision, CallEnding Ending) : CallSignal(CallId, Revision);
}
