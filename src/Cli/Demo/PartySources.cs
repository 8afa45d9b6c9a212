using Calling.Cli.Media;
using Calling.Media;

namespace Calling.Cli.Demo;

/// <summary>What the parties send: no two of them alike, so that nobody can take one for another.</summary>
internal static class PartySources
{
    /// <summary>Alice: a sentence from a file, and the provider's own test pattern.</summary>
    public static (AudioSource Audio, VideoSource Video) OfCaller() => (
        new AudioSource.MediaFile(Path.Combine(AppContext.BaseDirectory, "Assets", "speech.wav")),
        new VideoSource.TestPattern(480, 270, 15));

    /// <summary>Bob: a tone, and pictures that this program draws.</summary>
    public static (AudioSource Audio, VideoSource Video) OfCallee(TimeProvider time) => (
        new AudioSource.Tone(440, 0.25),
        new VideoSource.Frames(new BouncingBall(time)));

    /// <summary>A member of a group: a tone of their own, and a card with their name.</summary>
    public static (AudioSource Audio, VideoSource Video) OfMember(int number, string name, TimeProvider time) => (
        new AudioSource.Tone(330 + (110 * number), 0.2),
        new VideoSource.Frames(new NameCard(name, number, time)));
}
