using Calling.Media;

namespace Calling.Machines;

/// <summary>Where sound and pictures come from, if the app said so.</summary>
/// <param name="Audio">Sound; null for the default microphone.</param>
/// <param name="Video">Pictures; null for the default camera.</param>
internal readonly record struct MediaSources(AudioSource? Audio, VideoSource? Video)
{
    /// <summary>The app brings its own frames (capability RawMedia).</summary>
    public bool AreFrames => Audio is AudioSource.Frames || Video is VideoSource.Frames;
}
