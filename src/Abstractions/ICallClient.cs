using Calling.Media;
using Calling.Providers;

namespace Calling;

/// <summary>One signed-in device of one user, on whatever provider the configuration names.</summary>
/// <remarks>
/// <para>Threading: every member may be called from any thread, and from inside an event handler (rule CALL-122).</para>
/// <para>Listeners outlive a sign-out: who reads incoming calls goes on to get them after the next sign-in (rule CALL-003).</para>
/// <para>Disposal signs out, ends what is live (rule CALL-036) and releases every device, socket and thread.</para>
/// </remarks>
public interface ICallClient : IAsyncDisposable
{
    /// <summary>Whether a user is signed in.</summary>
    CallClientState State { get; }

    /// <summary>The signed-in user, or null.</summary>
    string? UserId { get; }

    /// <summary>This device's id among the user's devices, or null while signed out.</summary>
    string? DeviceId { get; }

    /// <summary>The provider's name, capabilities and limits.</summary>
    ProviderDescriptor Provider { get; }

    /// <summary>The sessions that have not ended, oldest first.</summary>
    IReadOnlyList<ICallSession> Calls { get; }

    /// <summary>The signed-in user's call history.</summary>
    ICallRecords Records { get; }

    /// <summary>Signs a user in.</summary>
    /// <param name="credential">Who, and the token that proves it.</param>
    /// <param name="ct">Gives up; nothing stays behind.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: the token was refused (rule CALL-004). <c>Unreachable</c>: no answer.
    /// <c>InvalidState</c>: somebody is signed in, or being signed in. <c>InvalidArgument</c>: a user id outside the limits (rule CALL-006).</exception>
    Task LoginAsync(CallCredential credential, CancellationToken ct = default);

    /// <summary>Signs out: live sessions end <c>LoggedOut</c>, ringing ones are withdrawn from this device (rules CALL-002, CALL-036).</summary>
    /// <param name="ct">Stops the waiting.</param>
    Task LogoutAsync(CancellationToken ct = default);

    /// <summary>Places a call and returns at once, in <c>Dialing</c> (rule CALL-010). Mostly reached through <c>CallAsync</c>.</summary>
    /// <param name="request">Whom, with what media and options.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <exception cref="CallException"><c>NotSignedIn</c>, <c>InvalidArgument</c> (rules CALL-006, CALL-007, CALL-040), <c>InvalidState</c>: another
    /// session is live (rule CALL-053). <c>NotSupported</c>: the provider lacks what the request asks (rule CALL-142).</exception>
    Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default);

    /// <summary>Enters a running call: one that this user was invited to, or that the app's own rule opens to them. From a further device of a user
    /// who is in it the call moves here, and the former device's session ends <c>Replaced</c> (rule CALL-087; capabilities JoinById,
    /// Handover).</summary>
    /// <param name="callId">The call.</param>
    /// <param name="options">Sources, and what starts switched off.</param>
    /// <param name="ct">Takes the wish back: this device does not enter, or leaves at once, unless the session is there already, which is returned then.</param>
    /// <returns>The session, in <c>Connecting</c>: this device is in the call.</returns>
    /// <exception cref="CallException"><c>CallGone</c>: there is no such call, or no more, or none that this user may enter. <c>NotAllowed</c>: this user
    /// was removed from it. <c>RateLimited</c>: too many calls.
    /// <c>InvalidState</c>: this device is in it or rings for it, this user is in it on another device and the provider moves no calls, or another
    /// session is live (rule CALL-053). <c>InvalidArgument</c>: it is full. <c>NotSignedIn</c>, <c>NotSupported</c>.</exception>
    Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default);

    /// <summary>Reads incoming calls: first those that ring now (rule CALL-125), then each new one.</summary>
    /// <param name="ct">Ends the reading.</param>
    IAsyncEnumerable<ICallSession> ReadIncomingCallsAsync(CancellationToken ct = default);

    /// <summary>Reads what happens to the client: first its present state and the calls that ring now, then every later event in order.</summary>
    /// <param name="ct">Ends the reading.</param>
    IAsyncEnumerable<CallClientEvent> ReadEventsAsync(CancellationToken ct = default);

    /// <summary>Shows what a source captures, to this app alone: before a call, or while one rings (rule CALL-098).</summary>
    /// <param name="source">The camera or what stands in for it.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Dispose to stop and release the device.</returns>
    /// <exception cref="CallException"><c>NotSignedIn</c>, or <c>NotSupported</c> without the capability RawMedia.</exception>
    Task<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct = default);

    /// <summary>Finds an optional capability or a vendor's object, through any middleware.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="key">Tells apart several of one type.</param>
    /// <returns>The object, or null.</returns>
    object? GetService(Type serviceType, object? key = null);
}
