using Calling.Media;

namespace Calling;

/// <summary>The media of one session. Attachments made before the answer take effect once media is there.</summary>
/// <remarks>Any thread. Frames never pass through the session's event stream.</remarks>
public interface ICallMedia
{
    /// <summary>Shows a participant's pictures (rule CALL-098).</summary>
    /// <param name="userId">The participant.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddVideoSink(string userId, IVideoSink sink);

    /// <summary>Plays a participant's sound.</summary>
    /// <param name="userId">The participant.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddAudioSink(string userId, IAudioSink sink);

    /// <summary>Measures every connection of the session; empty before media connects and after the end.</summary>
    /// <param name="ct">Gives up.</param>
    ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct = default);
}
