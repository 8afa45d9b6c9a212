using Calling.Media;

namespace Calling.Providers;

/// <summary>The media of one call on this device.</summary>
/// <remarks>
/// Any thread; Core calls <see cref="PrepareAsync"/>, <see cref="StartAsync"/> and <see cref="UpdateAsync"/> in that order and one at
/// a time, everything else at any moment. Gates begin shut. Disposing stops all capture, releases every device and socket, and is
/// silent: the observer hears nothing after it (rule CALL-096). A fault is told to the observer, never thrown on a foreign thread.
/// </remarks>
public interface IMediaSession : IAsyncDisposable
{
    /// <summary>Sets the transport up: ICE, DTLS, rooms. No capture, no content.</summary>
    /// <param name="ct">The session is over.</param>
    ValueTask PrepareAsync(CancellationToken ct);

    /// <summary>Attaches sources and sinks; called only after the accept was confirmed (rule CALL-090).</summary>
    /// <param name="ct">The session is over.</param>
    ValueTask StartAsync(CancellationToken ct);

    /// <summary>Says who is in the call now; connects to newcomers, lets go of who left.</summary>
    /// <param name="roster">Everybody else.</param>
    /// <param name="ct">The session is over.</param>
    ValueTask UpdateAsync(MediaRoster roster, CancellationToken ct);

    /// <summary>Opens or shuts a gate; in force when it returns, and never blocks (rule CALL-037).</summary>
    /// <param name="kind">Which.</param>
    /// <param name="open">True captures and sends.</param>
    void SetGate(MediaKind kind, bool open);

    /// <summary>Delivers a member's decoded pictures, now or as soon as there are some.</summary>
    /// <param name="userId">The member.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddVideoSink(string userId, IVideoSink sink);

    /// <summary>Delivers a member's decoded sound, now or as soon as there is some.</summary>
    /// <param name="userId">The member.</param>
    /// <param name="sink">Gets the frames.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddAudioSink(string userId, IAudioSink sink);

    /// <summary>Changes to the phone's other camera; asked only where the capability CameraSwitch is declared (rule CALL-095).</summary>
    /// <param name="facing">Which.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask SwitchCameraAsync(CameraFacing facing, CancellationToken ct)
        => throw new CallException(CallErrorCode.NotSupported, "These media have no other camera.");

    /// <summary>Chooses where the others are heard; asked only where the capability AudioRoute is declared (rule CALL-095).</summary>
    /// <param name="route">Where.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask SetAudioRouteAsync(AudioRoute route, CancellationToken ct)
        => throw new CallException(CallErrorCode.NotSupported, "These media have no routes.");

    /// <summary>Measures every connection.</summary>
    /// <param name="ct">Gives up.</param>
    ValueTask<IReadOnlyList<MediaStats>> GetStatsAsync(CancellationToken ct);
}
