namespace Calling;

/// <summary>Something that happened to a client. The nested types are all there are.</summary>
public abstract record CallClientEvent
{
    private CallClientEvent()
    {
    }

    /// <summary>The sign-in changed; what a reader gets first says how it is now.</summary>
    /// <param name="State">The state.</param>
    /// <param name="Reason">Why nobody is signed in; null otherwise.</param>
    public sealed record StateChanged(CallClientState State, SignedOutReason? Reason) : CallClientEvent;

    /// <summary>A call rings here.</summary>
    /// <param name="Session">The session, in <c>Incoming</c>.</param>
    public sealed record IncomingCall(ICallSession Session) : CallClientEvent;

    /// <summary>An invitation found this device, and all others of its user, in other calls; there is no session for it (rule CALL-051).</summary>
    /// <param name="CallId">The call.</param>
    /// <param name="Caller">Who called, as the provider vouches.</param>
    /// <param name="Media">What for.</param>
    /// <param name="Response">What the caller was told: <see cref="CallResponse.Busy"/>.</param>
    public sealed record MissedCall(string CallId, string Caller, CallMedia Media, CallResponse Response) : CallClientEvent;
}
