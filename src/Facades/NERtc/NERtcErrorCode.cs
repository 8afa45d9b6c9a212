namespace Calling.NERtc;

/// <summary>The vendor's error codes. 200xx: a method at a status where it is not allowed, one code for each pair.</summary>
public enum NERtcErrorCode
{
    /// <summary>Anything that the vendor has no code for; the inner <see cref="CallException"/> says it exactly.</summary>
    Common = -1,

    /// <summary>The method does not fit the status of the call.</summary>
    StatusError = 2000,

    /// <summary>Another device of this user answered.</summary>
    OtherClientAccept = 2001,

    /// <summary>Another device of this user declined.</summary>
    OtherClientReject = 2002,

    /// <summary>The other user cannot be reached.</summary>
    PeerOffline = 10201,

    /// <summary>The invitation is over.</summary>
    InviteNotExist = 10408,

    /// <summary>The invitation was declined already.</summary>
    InviteAlreadyRejected = 10409,

    /// <summary>The invitation was answered already.</summary>
    InviteAlreadyAccepted = 10410,

    /// <summary>call or groupCall while Calling.</summary>
    CallWhileCalling = 20002,

    /// <summary>call or groupCall while Called.</summary>
    CallWhileCalled = 20003,

    /// <summary>call or groupCall while InCall.</summary>
    CallWhileInCall = 20004,

    /// <summary>hangup while Idle.</summary>
    HangupWhileIdle = 20005,

    /// <summary>hangup while Called (reject).</summary>
    HangupWhileCalled = 20007,

    /// <summary>leave while Idle.</summary>
    LeaveWhileIdle = 20009,

    /// <summary>leave while Calling.</summary>
    LeaveWhileCalling = 20010,

    /// <summary>leave while Called.</summary>
    LeaveWhileCalled = 20011,

    /// <summary>cancel while Idle.</summary>
    CancelWhileIdle = 20013,

    /// <summary>cancel while Called.</summary>
    CancelWhileCalled = 20015,

    /// <summary>cancel while InCall (it was answered: hang up).</summary>
    CancelWhileInCall = 20016,

    /// <summary>accept while Idle.</summary>
    AcceptWhileIdle = 20017,

    /// <summary>accept while Calling.</summary>
    AcceptWhileCalling = 20018,

    /// <summary>accept while InCall.</summary>
    AcceptWhileInCall = 20020,

    /// <summary>reject while Idle.</summary>
    RejectWhileIdle = 20021,

    /// <summary>reject while Calling.</summary>
    RejectWhileCalling = 20022,

    /// <summary>reject while InCall.</summary>
    RejectWhileInCall = 20024,

    /// <summary>switchCallType while Idle.</summary>
    SwitchCallTypeWhileIdle = 20025,

    /// <summary>switchCallType while Calling.</summary>
    SwitchCallTypeWhileCalling = 20026,

    /// <summary>switchCallType while Called.</summary>
    SwitchCallTypeWhileCalled = 20027,

    /// <summary>groupInvite while Idle.</summary>
    GroupInviteWhileIdle = 20029,

    /// <summary>groupInvite while Called.</summary>
    GroupInviteWhileCalled = 20031,

    /// <summary>groupInvite in a call of two.</summary>
    GroupInviteOutsideGroup = 20032,

    /// <summary>The other user has not entered the call yet.</summary>
    UserNotJoined = 20100,

    /// <summary>The method is for calls of two only.</summary>
    OneToOneOnly = 20102,
}
