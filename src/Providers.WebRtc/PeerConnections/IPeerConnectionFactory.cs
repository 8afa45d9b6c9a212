using Calling.Media;

namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>The engine seam: makes peer connections and local tracks on one WebRTC stack. An engine wraps; it decides nothing.</summary>
/// <remarks>
/// All members may be called from any thread. Making a connection or a track opens no socket and no device: sockets open with
/// the first description, devices with <see cref="ILocalTrack.SetOpen"/>. Disposing releases what the engine holds for the process.
/// </remarks>
public interface IPeerConnectionFactory : IAsyncDisposable
{
    /// <summary>The engine's name and version for logs and diagnostics, such as <c>GStreamer 1.22.0</c>.</summary>
    string Name { get; }

    /// <summary>Does now what the first connection of a process would have to wait for, such as loading libraries. Called once after the
    /// first sign-in; a call does not wait for it, and a failure is told again by the first connection.</summary>
    /// <param name="ct">Gives up.</param>
    ValueTask WarmUpAsync(CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Makes a connection that negotiates one audio and one video stream, both sendrecv, once (architecture section 6).</summary>
    /// <param name="configuration">ICE servers and policy.</param>
    /// <param name="observer">Told of candidates and state.</param>
    /// <exception cref="CallException">The stack is missing or broken (<c>EngineUnavailable</c>); the message names the package and the command.</exception>
    IPeerConnection CreatePeerConnection(PeerConnectionConfiguration configuration, IPeerConnectionObserver observer);

    /// <summary>Makes a shut track of sound; captured and encoded once, however many connections carry it.</summary>
    /// <param name="source">What will be captured.</param>
    /// <param name="observer">Told of a missing or failing device.</param>
    ILocalTrack CreateAudioTrack(AudioSource source, ILocalTrackObserver observer);

    /// <summary>Makes a shut track of pictures; captured and encoded once, however many connections carry it.</summary>
    /// <param name="source">What will be captured.</param>
    /// <param name="observer">Told of a missing or failing device.</param>
    ILocalTrack CreateVideoTrack(VideoSource source, ILocalTrackObserver observer);
}
