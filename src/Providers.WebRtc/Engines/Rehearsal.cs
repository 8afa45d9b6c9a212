using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>A call of the engine with itself, so that the first real one runs no code for the first time.</summary>
/// <remarks>Cold code, native and managed, costs more than connecting does. No device is opened and nothing leaves the machine.</remarks>
internal sealed class Rehearsal(IPeerConnectionFactory engine, TimeProvider time) : ILocalTrackObserver, IVideoSink
{
    // Where loopback is forbidden there is less to rehearse, and a call may still work.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal async Task RunAsync(CancellationToken ct)
    {
        Actor caller = new(), callee = new();
        var configuration = new PeerConnectionConfiguration([], IceTransportPolicy.All, ["127.0.0.1"]);
        var one = caller.Connection = engine.CreatePeerConnection(configuration, caller);
        await using var callerEnd = one.ConfigureAwait(false);
        var other = callee.Connection = engine.CreatePeerConnection(configuration, callee);
        await using var calleeEnd = other.ConfigureAwait(false);
        (caller.Peer, callee.Peer) = (other, one);
        var sound = engine.CreateAudioTrack(new AudioSource.Tone(440), this);
        await using var soundEnd = sound.ConfigureAwait(false);
        var picture = engine.CreateVideoTrack(new VideoSource.TestPattern(160, 120, 30), this);
        await using var pictureEnd = picture.ConfigureAwait(false);
        other.AddVideoSink(this);
        one.SetTrack(MediaKind.Audio, sound);
        one.SetTrack(MediaKind.Video, picture);

        var offer = await one.CreateOfferAsync(ct).ConfigureAwait(false);
        await other.SetRemoteDescriptionAsync(offer, ct).ConfigureAwait(false);
        await one.SetRemoteDescriptionAsync(await other.CreateAnswerAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        sound.SetOpen(true);
        picture.SetOpen(true);
        try
        {
            await _seen.Task.WaitAsync(Patience, time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What was reached is warm.
        }
    }

    public void OnFrame(in VideoFrame frame) => _seen.TrySetResult();

    public void OnTrackFailed(ILocalTrack track, string reason) => _seen.TrySetResult();

    private sealed class Actor : IPeerConnectionObserver
    {
        internal IPeerConnection? Connection { get; set; }

        internal IPeerConnection? Peer { get; set; }

        public void OnIceCandidate(IceCandidate candidate) => _ = GiveAsync(candidate);

        public void OnStateChanged(PeerConnectionState state, string? reason)
        {
        }

        private async Task GiveAsync(IceCandidate candidate)
        {
            try
            {
                await Peer!.AddIceCandidateAsync(candidate, CancellationToken.None).ConfigureAwait(false);
            }
            catch (PeerConnectionException)
            {
                // The rehearsal is over.
            }
        }
    }
}
