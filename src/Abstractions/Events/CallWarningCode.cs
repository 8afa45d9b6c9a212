namespace Calling;

/// <summary>What a <see cref="CallEvent.Warning"/> is about.</summary>
public enum CallWarningCode
{
    /// <summary>The microphone is missing, refused or stopped working; the call goes on without it (rule CALL-094).</summary>
    MicrophoneUnavailable,

    /// <summary>The camera is missing, refused or stopped working; the call goes on without it (rule CALL-094).</summary>
    CameraUnavailable,

    /// <summary>The line is down; the call goes on while media flows (rule CALL-110).</summary>
    LineInterrupted,

    /// <summary>The line is back.</summary>
    LineRestored,

    /// <summary>The vendor warned; the message has its words.</summary>
    Provider,
}
