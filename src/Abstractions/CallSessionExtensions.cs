namespace Calling;

/// <summary>Shorter ways to say the usual things to a session.</summary>
public static class CallSessionExtensions
{
    /// <summary>Declines an incoming call with a reason (capability RejectReason).</summary>
    /// <param name="session">The session.</param>
    /// <param name="reason">Text for the caller.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <inheritdoc cref="ICallSession.RejectAsync" path="/exception"/>
    public static Task RejectAsync(this ICallSession session, string reason, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.RejectAsync(new RejectOptions { Reason = reason }, ct);
    }

    /// <summary>Ends the session for whom it says.</summary>
    /// <param name="session">The session.</param>
    /// <param name="scope">For whom; <see cref="HangUpScope.Everyone"/> needs the capability EndForEveryone (rule CALL-084).</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <inheritdoc cref="ICallSession.HangUpAsync" path="/exception"/>
    public static Task HangUpAsync(this ICallSession session, HangUpScope scope, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.HangUpAsync(new HangUpOptions { Scope = scope }, ct);
    }

    /// <summary>Ends this session whatever its state, with nothing to say about it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="ct">Stops the waiting.</param>
    public static Task HangUpAsync(this ICallSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.HangUpAsync(null, ct);
    }

    /// <summary>Takes an outgoing call back unless somebody has answered it, with nothing to say about it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="ct">Stops the waiting.</param>
    /// <returns>True: cancelled, or over already. False: answered first, and the call stays up (rule CALL-033).</returns>
    /// <inheritdoc cref="ICallSession.TryCancelAsync" path="/exception"/>
    public static Task<bool> TryCancelAsync(this ICallSession session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.TryCancelAsync(null, ct);
    }
}
