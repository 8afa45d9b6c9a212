namespace Calling.Machines;

/// <summary>The timers; one of each kind per call, or per client.</summary>
internal enum TimerKind
{
    /// <summary>It has rung long enough: exactly, or as the backstop behind an arbiter that measures.</summary>
    Ring,

    /// <summary>Answered, and media should have connected by now.</summary>
    Connect,

    /// <summary>Lost media should have come back by now.</summary>
    Reconnect,

    /// <summary>A command that did not get through is tried again.</summary>
    Retry,

    /// <summary>An ended call has been remembered long enough.</summary>
    Forget,

    /// <summary>Of the client: a new token is tried for again.</summary>
    Renew,

    /// <summary>Of the client: signing out has waited long enough for its last commands.</summary>
    SignOut,
}
