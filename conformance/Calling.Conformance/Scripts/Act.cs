namespace Calling.Conformance.Scripts;

/// <summary>What a device does in a step.</summary>
internal enum Act
{
    Place,
    RingOut,
    Accept,
    Reject,
    Cancel,
    HangUp,
    Leave,
    Microphone,
    Camera,
    Ask,
    Answer,
    SignOut,
    SignIn,
    Pass,
}
