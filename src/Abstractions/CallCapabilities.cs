namespace Calling;

/// <summary>What a provider declares that it can do. A rule whose capability is missing does not bind it; using it is refused (CALL-142).</summary>
[Flags]
public enum CallCapabilities : ulong
{
    /// <summary>Nothing beyond plain 1:1 calls.</summary>
    None = 0,

    /// <summary>Only one device per user may be signed in (CALL-005).</summary>
    SingleDevice = 1UL << 0,

    /// <summary>The caller learns that it rings (CALL-012).</summary>
    RingingSignal = 1UL << 1,

    /// <summary>A callee that signs in while it rings is rung (CALL-013).</summary>
    OfflineInvite = 1UL << 2,

    /// <summary>Invitations carry an attachment (CALL-015).</summary>
    Attachment = 1UL << 3,

    /// <summary>One call id for everybody (CALL-016).</summary>
    SharedCallId = 1UL << 4,

    /// <summary>Invitations carry callees, media and group (CALL-017).</summary>
    InviteDetails = 1UL << 5,

    /// <summary>A reject carries a reason text (CALL-021).</summary>
    RejectReason = 1UL << 6,

    /// <summary>Accept, reject, cancel and hang-up carry data (CALL-026).</summary>
    CallData = 1UL << 7,

    /// <summary>The caller's ring timeout governs both sides (CALL-046).</summary>
    RingLifetime = 1UL << 8,

    /// <summary>Busy is told apart from rejected (CALL-050).</summary>
    BusySignal = 1UL << 9,

    /// <summary>A user may be signed in on several devices (section 8).</summary>
    MultiDevice = 1UL << 10,

    /// <summary>Two users who call each other are connected (section 7).</summary>
    Glare = 1UL << 11,

    /// <summary>A reject stops the user's other devices (CALL-071).</summary>
    RejectSync = 1UL << 12,

    /// <summary>Group calls (section 9).</summary>
    Group = 1UL << 13,

    /// <summary>Each invitation's outcome is told (CALL-080).</summary>
    InviteeOutcomes = 1UL << 14,

    /// <summary>Callees may be added to a running call (CALL-083).</summary>
    InviteDuringCall = 1UL << 15,

    /// <summary>A call may be ended for everyone (CALL-084).</summary>
    EndForEveryone = 1UL << 16,

    /// <summary>A running call may be entered by its id (CALL-087).</summary>
    JoinById = 1UL << 17,

    /// <summary>A call may move to another device of its user (CALL-087).</summary>
    Handover = 1UL << 18,

    /// <summary>One pending invitation may be cancelled (CALL-089).</summary>
    CancelInvitee = 1UL << 19,

    /// <summary>A member may be removed (CALL-089).</summary>
    RemoveParticipant = 1UL << 20,

    /// <summary>Frames reach and come from managed code (CALL-091, CALL-098).</summary>
    RawMedia = 1UL << 21,

    /// <summary>Front and back camera may be switched (CALL-095).</summary>
    CameraSwitch = 1UL << 22,

    /// <summary>Earpiece and speaker may be chosen (CALL-095).</summary>
    AudioRoute = 1UL << 23,

    /// <summary>Media goes from device to device, encrypted (CALL-097).</summary>
    PeerMedia = 1UL << 24,

    /// <summary>A call may change between audio and video (section 11).</summary>
    MediaSwitch = 1UL << 25,

    /// <summary>Lines and media come back after a loss (CALL-110, CALL-111).</summary>
    Reconnect = 1UL << 26,

    /// <summary>Calls leave records that can be queried (section 14).</summary>
    Records = 1UL << 27,

    /// <summary>Users without a connected device are woken (CALL-150).</summary>
    Push = 1UL << 28,
}
