using Calling.Media;

namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>One captured stream of this device: source, gate and encoder.</summary>
/// <remarks>Disposing stops capture and releases the device; connections that carried the track then send nothing of its kind.</remarks>
public interface ILocalTrack : IAsyncDisposable
{
    /// <summary>Audio or video.</summary>
    MediaKind Kind { get; }

    /// <summary>Opens or shuts the gate.</summary>
    /// <param name="open">True captures; false sends nothing from the moment this returns and then releases the device.</param>
    /// <remarks>
    /// Any thread, never blocks on the device: shutting is in force on return (rule CALL-037), opening and releasing the device
    /// happen behind it. The last call wins. A device that is missing or fails is reported to the observer and the track stays silent.
    /// </remarks>
    void SetOpen(bool open);

    /// <summary>Shows what the track captures, before encoding (rule CALL-098).</summary>
    /// <param name="sink">Gets frames while the gate is open; video tracks only.</param>
    /// <returns>Dispose to detach.</returns>
    /// <exception cref="InvalidOperationException">An audio track.</exception>
    IDisposable AddPreview(IVideoSink sink);

    /// <summary>Lets somebody listen to what the track captures, before encoding.</summary>
    /// <param name="sink">Gets frames while the gate is open, from its next opening on; audio tracks only.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    /// <exception cref="InvalidOperationException">A video track.</exception>
    IDisposable AddMonitor(IAudioSink sink);
}
