using Calling.Media;

namespace Calling;

/// <summary>What may be said about one outgoing call.</summary>
public sealed class CallOptions
{
    /// <summary>Text for every callee, up to the provider's limit (capability Attachment).</summary>
    public string? Attachment { get; set; }

    /// <summary>For the push hook, should a callee have no device connected (capability Push).</summary>
    public CallPush? Push { get; set; }

    /// <summary>How long it rings, 1 s to 120 s or the provider's maximum; null takes the client's setting (rule CALL-040).</summary>
    public TimeSpan? RingTimeout { get; set; }

    /// <summary>Ends the call <c>Unreachable</c> at once if no device of the callee is signed in (rule CALL-013).</summary>
    public bool FailFastIfUnreachable { get; set; }

    /// <summary>Begins with the microphone off (rule CALL-093).</summary>
    public bool MicrophoneOff { get; set; }

    /// <summary>Begins with the camera off (rule CALL-093).</summary>
    public bool CameraOff { get; set; }

    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }

    // What the app does to its object later changes no call that was placed with it.
    internal CallOptions Copy() => (CallOptions)MemberwiseClone();
}
