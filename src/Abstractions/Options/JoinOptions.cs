using Calling.Media;

namespace Calling;

/// <summary>What may be said about entering a running call (rule CALL-087).</summary>
public sealed class JoinOptions
{
    /// <summary>Begins with the microphone off (rule CALL-093).</summary>
    public bool MicrophoneOff { get; set; }

    /// <summary>Begins with the camera off; in an audio call it is off anyway (rule CALL-099).</summary>
    public bool CameraOff { get; set; }

    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }
}
