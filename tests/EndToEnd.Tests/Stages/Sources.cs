using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>What one user sends; different for each of a mesh, so that it shows whose media came through.</summary>
public sealed record Sources(VideoSource.TestPattern Pictures, AudioSource.Tone Sound)
{
    /// <summary>The nth user's: a width and a pitch of its own.</summary>
    public static Sources Nth(int nth) => new(new(96 + 32 * nth, 96), new(400 + 300 * nth));
}
