using Calling.Media;

namespace Calling.Providers.WebRtc.PeerConnections;

/// <summary>One connection to one remote device, in the W3C's terms. Negotiated once; directions never change.</summary>
/// <remarks>
/// Members may be called from any thread; descriptions and candidates in the order that signalling brought them. Candidates that
/// come before the remote description are kept. Descriptions and candidates have been parsed and bounded by the provider before
/// they come here. While connected, an engine sends something (RTP or RTCP) at least once a second even without open tracks, and says
/// <see cref="PeerConnectionState.Disconnected"/> when nothing came from the peer for 4 to 5 s, <see cref="PeerConnectionState.Connected"/> when
/// something comes again. All connections of an engine show the same certificate (rule CALL-097). Disposing closes everything; it is idempotent and returns when sockets and threads are released.
/// </remarks>
public interface IPeerConnection : IAsyncDisposable
{
    /// <summary>The state last reported to the observer.</summary>
    PeerConnectionState State { get; }

    /// <summary>Makes an offer with audio and video, both sendrecv, and sets it as the local description.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PeerConnectionException">The stack refused, or a description was set already.</exception>
    Task<SessionDescription> CreateOfferAsync(CancellationToken ct);

    /// <summary>Makes the answer to the offer that was set before, and sets it as the local description.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PeerConnectionException">The stack refused, or no offer was set.</exception>
    Task<SessionDescription> CreateAnswerAsync(CancellationToken ct);

    /// <summary>Sets the peer's description: an offer on a fresh connection, an answer after the own offer; once.</summary>
    /// <param name="description">The peer's description.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="PeerConnectionException">The stack refused it, or this is not its turn.</exception>
    Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken ct);

    /// <summary>Adds one of the peer's candidates.</summary>
    /// <param name="candidate">An address candidate; host names never come here.</param>
    /// <param name="ct">Gives up.</param>
    Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken ct);

    /// <summary>Attaches what this device sends; nothing is sent of a kind without a track (rule CALL-090).</summary>
    /// <param name="kind">Audio or video.</param>
    /// <param name="track">A track of the same factory and kind, or null to send nothing. It may be attached to several connections.</param>
    void SetTrack(MediaKind kind, ILocalTrack? track);

    /// <summary>Delivers the peer's decoded pictures, I420.</summary>
    /// <param name="sink">The receiver.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddVideoSink(IVideoSink sink);

    /// <summary>Delivers the peer's decoded sound, 48 kHz.</summary>
    /// <param name="sink">The receiver.</param>
    /// <returns>Dispose to detach; no frame is delivered after that returned.</returns>
    IDisposable AddAudioSink(IAudioSink sink);

    /// <summary>Measures the connection.</summary>
    /// <param name="ct">Gives up.</param>
    ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken ct);
}
