namespace Calling.Conformance.Scripts;

/// <summary>What a device does in a step.</summary>
internal enum Act
{
    Place,
    RingOut,
    GroupPlace,
    Join,
    Accept,
    Reject,
    Cancel,
    HangUp,
    HangUpEveryone,
    Leave,
    Invite,
    CancelInvitation,
    Remove,
    Microphone,
    Camera,
    Ask,
    Answer,
    SignOut,
    SignIn,
    Pass,
}
