namespace Calling.Machines;

/// <summary>What waits for the arbiter.</summary>
internal enum WaitingKind
{
    Accept,

    Cancel,

    /// <summary>A request for video: until it is agreed or comes to nothing.</summary>
    Video,

    /// <summary>A change back to audio.</summary>
    Audio,

    /// <summary>The answer to another's request.</summary>
    MediaAnswer,

    Invite,

    CancelInvitation,

    Remove,

    Join,
}
