using Calling.Media;

namespace Calling.Wilddog;

/// <summary>What a local stream captures.</summary>
/// <remarks>Vendor: WDGLocalStreamOptions</remarks>
public sealed class WilddogLocalStreamOptions
{
    /// <summary>Whether there is sound.</summary>
    /// <remarks>Vendor: shouldCaptureAudio</remarks>
    public bool ShouldCaptureAudio { get; set; } = true;

    /// <summary>Whether there are pictures; without them a call that is placed is an audio call.</summary>
    /// <remarks>Vendor: shouldCaptureVideo</remarks>
    public bool ShouldCaptureVideo { get; set; } = true;

    /// <summary>Where sound comes from; the default microphone if null.</summary>
    public AudioSource? AudioSource { get; set; }

    /// <summary>Where pictures come from; the default camera if null.</summary>
    public VideoSource? VideoSource { get; set; }
}
