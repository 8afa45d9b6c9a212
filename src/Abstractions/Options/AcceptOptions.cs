using Calling.Media;

namespace Calling;

/// <summary>What may be said about answering.</summary>
public sealed class AcceptOptions
{
    /// <summary>Begins with the microphone off (rule CALL-093).</summary>
    public bool MicrophoneOff { get; set; }

    /// <summary>Begins with the camera off (rule CALL-099).</summary>
    public bool CameraOff { get; set; }

    /// <summary>The app's own data for the caller, up to the provider's limit (capability CallData, rule CALL-026).</summary>
    public string? Data { get; set; }

    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }
}
