namespace Calling;

/// <summary>Why a client is signed out.</summary>
public enum SignedOutReason
{
    /// <summary>It never was signed in, or its app signed out.</summary>
    LoggedOut,

    /// <summary>The sign-in failed.</summary>
    LoginFailed,

    /// <summary>The user signed in on another device where only one may be (rule CALL-005).</summary>
    KickedOffline,

    /// <summary>The token ran out (rule CALL-004).</summary>
    AuthExpired,

    /// <summary>The line was lost for longer than its grace period.</summary>
    ConnectionLost,

    /// <summary>The provider ended the sign-in.</summary>
    EndedByServer,
}
