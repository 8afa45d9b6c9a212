namespace Calling;

/// <summary>Who agrees when the other side asks to change an audio call to video (rule CALL-102).</summary>
public enum SwitchConsent
{
    /// <summary>The user is asked, by <see cref="CallEvent.MediaRequested"/>.</summary>
    Ask,

    /// <summary>The device agrees at once, and its own camera stays off until its user turns it on.</summary>
    Off,
}
