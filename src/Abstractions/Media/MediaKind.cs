namespace Calling.Media;

/// <summary>One kind of content that a device captures and sends.</summary>
public enum MediaKind
{
    /// <summary>Sound, from the microphone or what stands in for it.</summary>
    Audio,

    /// <summary>Pictures, from the camera or what stands in for it.</summary>
    Video,
}
