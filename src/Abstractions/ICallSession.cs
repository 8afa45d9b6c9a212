using Calling.Media;

namespace Calling;

/// <summary>One device's view of one call, from dialing or ringing to its end.</summary>
/// <remarks>
/// <para>Threading: every member may be called from any thread, and from inside an event handler (rule CALL-122). Operations are
/// decided one after the other. Hang-up and mute take effect on capture before they return to the caller, whatever waits
/// (rule CALL-037).</para>
/// <para>Ordering: <see cref="Snapshot"/> shows at least the effect of every event already read (rule CALL-121). Exactly one
/// <see cref="CallEvent.Ended"/> comes last (rule CALL-031).</para>
/// <para>Cancellation: a token given to an operation stops the waiting, not what was already decided.</para>
/// <para>Disposal ends the session as <see cref="HangUpAsync"/> would, except an unanswered incoming call: that is withdrawn from
/// this device alone and rings on elsewhere (rule CALL-036).</para>
/// </remarks>
public interface ICallSession : IAsyncDisposable
{
    /// <summary>The call's id; fixed from the first moment (rule CALL-010).</summary>
    string CallId { get; }

    /// <summary>The session as it is now.</summary>
    CallSnapshot Snapshot { get; }

    /// <summary>The media of this session: sinks, sources, measurements.</summary>
    ICallMedia Media { get; }

    /// <summary>The session that took this one's place, after <see cref="CallEndReason.Replaced"/>.</summary>
    ICallSession? ReplacedBy { get; }

    /// <summary>Answers an incoming call; completes once the provider has confirmed that this device is the one that answered.</summary>
    /// <param name="options">Sources, and what starts switched off.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>CallGone</c>: it is over or was answered elsewhere (rule CALL-022). <c>InvalidState</c>: an
    /// outgoing session (rule CALL-023). Accepting again while connecting or connected does nothing.</exception>
    Task AcceptAsync(AcceptOptions? options = null, CancellationToken ct = default);

    /// <summary>Declines an incoming call.</summary>
    /// <param name="options">A reason, whom it speaks for, data.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>CallGone</c>: it is over, unless this device rejected it (rule CALL-022). <c>InvalidState</c>:
    /// outgoing, or answered.</exception>
    Task RejectAsync(RejectOptions? options = null, CancellationToken ct = default);

    /// <summary>Takes an outgoing call back unless somebody has answered it.</summary>
    /// <param name="options">Data for the callees.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <returns>True: cancelled, or over already. False: answered first, and the call stays up (rule CALL-033).</returns>
    /// <exception cref="CallException"><c>InvalidState</c>: an incoming session.</exception>
    Task<bool> TryCancelAsync(CancelOptions? options = null, CancellationToken ct = default);

    /// <summary>Ends this session whatever its state: cancels, rejects or hangs up; never throws for state (rules CALL-030, CALL-035).</summary>
    /// <param name="options">For whom, data.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>NotSupported</c> or <c>InvalidArgument</c>: the options ask for what the provider does not declare, or
    /// exceed its limits (rules CALL-006, CALL-142). <c>NotAllowed</c>: to end a group call for everyone is its caller's right (rule CALL-084). Nothing
    /// changed then.</exception>
    Task HangUpAsync(HangUpOptions? options = null, CancellationToken ct = default);

    /// <summary>Switches the microphone on or off at once (rules CALL-092, CALL-093).</summary>
    /// <param name="on">True to send sound.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>CallGone</c>: it is over.</exception>
    Task SetMicrophoneAsync(bool on, CancellationToken ct = default);

    /// <summary>Switches the camera on or off at once (rules CALL-092, CALL-093).</summary>
    /// <param name="on">True to send pictures.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>CallGone</c>: it is over. <c>InvalidState</c>: switched on in an audio call (rule CALL-100).</exception>
    Task SetCameraAsync(bool on, CancellationToken ct = default);

    /// <summary>
    /// Changes what the call is for, while it is connected: to audio at once, on both sides; to video once the other side has agreed
    /// (rules CALL-100, CALL-101; capability MediaSwitch). Asking for what the call is for already does nothing.
    /// </summary>
    /// <param name="media">What for.</param>
    /// <param name="options">Whether this side's camera stays off.</param>
    /// <param name="ct">Stops the waiting; the request stands.</param>
    /// <returns>What became of it. A crossing request for the same is agreement.</returns>
    /// <exception cref="CallException"><c>CallGone</c>: it is over. <c>InvalidState</c>: not connected, a group call, or a request of this user
    /// waits already (rule CALL-102).</exception>
    Task<MediaRequestOutcome> RequestMediaAsync(CallMedia media, MediaRequestOptions? options = null, CancellationToken ct = default);

    /// <summary>Answers another user's request to change what the call is for.</summary>
    /// <param name="requestId">Which, from <see cref="CallEvent.MediaRequested"/>.</param>
    /// <param name="agree">True changes the call on both sides; <see cref="CallEvent.MediaChanged"/> tells when.</param>
    /// <param name="options">Whether this side's camera stays off.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>CallGone</c>: it is over. <c>InvalidState</c>: no such request waits (rule CALL-102).</exception>
    Task AnswerMediaRequestAsync(string requestId, bool agree, MediaRequestOptions? options = null, CancellationToken ct = default);

    /// <summary>Rings further users into this group call: all of them or, if anything is wrong with one, nobody (rule CALL-083; capability
    /// InviteDuringCall). Their ring time is their own (rule CALL-082).</summary>
    /// <param name="userIds">Whom, in order.</param>
    /// <param name="options">How long they ring.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: users who are in the call or ring already, all of them named; one named twice; more
    /// than the participant limit, or the limit of invitations. <c>RateLimited</c>: too many calls or strangers in a short time. <c>InvalidState</c>: not a group call, or this user has not answered. <c>CallGone</c>: it is over.</exception>
    Task InviteAsync(IReadOnlyList<string> userIds, InviteOptions? options = null, CancellationToken ct = default);

    /// <summary>Takes one pending invitation back; the right of the caller and of whoever invited (rule CALL-089; capability CancelInvitee).</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: nobody waits for an answer of this user. <c>NotAllowed</c>: another member invited
    /// this user. <c>InvalidState</c>: not a group call, or this user has not answered. <c>CallGone</c>: it is over.</exception>
    Task CancelInvitationAsync(string userId, CancellationToken ct = default);

    /// <summary>Removes a member, who cannot come back unless invited again; the caller's right (rule CALL-089; capability
    /// RemoveParticipant).</summary>
    /// <param name="userId">Whom.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: this user is not in the call. <c>NotAllowed</c>: this user did not place the call.
    /// <c>InvalidState</c>: not a group call, or this user has not answered. <c>CallGone</c>: it is over.</exception>
    Task RemoveParticipantAsync(string userId, CancellationToken ct = default);

    /// <summary>Reads what happens: first a snapshot, then every later event in order, to the terminal one (rule CALL-120).</summary>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>
    /// A sequence that may be enumerated by any number of readers, each with all events from its own start, which is the moment of
    /// <c>GetAsyncEnumerator</c>. A reader more than 1,024 events behind fails with <see cref="InvalidOperationException"/>; nobody else notices.
    /// </returns>
    IAsyncEnumerable<CallEvent> ReadEventsAsync(CancellationToken ct = default);

    /// <summary>Finds an optional capability or a vendor's object, through any middleware.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="key">Tells apart several of one type.</param>
    /// <returns>The object, or null.</returns>
    object? GetService(Type serviceType, object? key = null);
}
