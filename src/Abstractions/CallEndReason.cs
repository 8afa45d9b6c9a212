namespace Calling;

/// <summary>Why a session ended, as its own user reads it.</summary>
public enum CallEndReason
{
    /// <summary>This device hung up after the answer.</summary>
    LocalHangUp,

    /// <summary>Somebody else hung up after the answer.</summary>
    RemoteHangUp,

    /// <summary>This device, the caller's, hung up before the answer.</summary>
    LocalCancel,

    /// <summary>The caller hung up before the answer.</summary>
    RemoteCancel,

    /// <summary>This device rejected.</summary>
    LocalReject,

    /// <summary>The callee rejected.</summary>
    RemoteReject,

    /// <summary>The callee was in another call.</summary>
    Busy,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>Another device of this user answered.</summary>
    AnsweredElsewhere,

    /// <summary>Another device of this user rejected.</summary>
    RejectedElsewhere,

    /// <summary>The callee could not be reached.</summary>
    Unreachable,

    /// <summary>Everybody else left the group call.</summary>
    LastParticipantLeft,

    /// <summary>The peer's device went away without a word.</summary>
    PeerLost,

    /// <summary>This device's own connection, or the path between both, was lost.</summary>
    ConnectionLost,

    /// <summary>Answered, but media never connected.</summary>
    ConnectFailed,

    /// <summary>Another member removed this user.</summary>
    Removed,

    /// <summary>This user signed in elsewhere where only one device may be.</summary>
    KickedOffline,

    /// <summary>The token ran out and could not be renewed.</summary>
    AuthExpired,

    /// <summary>This device signed out.</summary>
    LoggedOut,

    /// <summary>Another call of this device took its place.</summary>
    Replaced,

    /// <summary>The provider's operator or a limit of it ended the call.</summary>
    EndedByServer,

    /// <summary>The provider failed; its own code says more.</summary>
    Failed,
}
