namespace Calling.Providers;

/// <summary>Why a call or a membership ended, in neutral words: everybody is told the same and reads it from their own side.</summary>
public enum EndCause
{
    /// <summary>A member hung up.</summary>
    HangUp,

    /// <summary>The caller took the call back before the answer.</summary>
    Cancelled,

    /// <summary>The callee declined.</summary>
    Rejected,

    /// <summary>All devices of the callee were in other calls.</summary>
    Busy,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,

    /// <summary>No device of the callee could be reached.</summary>
    Unreachable,

    /// <summary>Another device of the user answered.</summary>
    AnsweredElsewhere,

    /// <summary>Another device of the user declined.</summary>
    RejectedElsewhere,

    /// <summary>Nobody else was left.</summary>
    LastParticipantLeft,

    /// <summary>A device went away without a word.</summary>
    PeerLost,

    /// <summary>The path between devices, or a device's own connection, was lost.</summary>
    ConnectionLost,

    /// <summary>Media never connected.</summary>
    ConnectFailed,

    /// <summary>A member was removed by another.</summary>
    Removed,

    /// <summary>The user signed in elsewhere.</summary>
    KickedOffline,

    /// <summary>A token ran out.</summary>
    AuthExpired,

    /// <summary>A device signed out.</summary>
    LoggedOut,

    /// <summary>Another call of the same device took its place.</summary>
    Replaced,

    /// <summary>The operator or a limit ended it.</summary>
    EndedByServer,

    /// <summary>A fault.</summary>
    Failed,
}
