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

    /// <summary>Changes to the phone's other camera (rule CALL-095; capability CameraSwitch).</summary>
    /// <param name="facing">Which.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>NotSupported</c>, or <c>InvalidState</c>: the session has no media yet, or no more.</exception>
    ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct = default);

    /// <summary>Chooses where the others are heard (rule CALL-095; capability AudioRoute).</summary>
    /// <param name="route">Where.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>NotSupported</c>, or <c>InvalidState</c>: the session has no media yet, or no more.</exception>
    ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct = default);

    /// <summary>Measures every connection of the session; empty before media connects and after the end.</summary>
    /// <param name="ct">Gives up.</param>
    ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct = default);
}
