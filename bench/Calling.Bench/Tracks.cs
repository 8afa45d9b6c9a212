using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Bench;

/// <summary>What either side sends to all of its connections.</summary>
internal sealed class Tracks : ILocalTrackObserver
{
    public Tracks(IPeerConnectionFactory engine)
    {
        Audio = engine.CreateAudioTrack(new AudioSource.Tone(), this);
        Video = engine.CreateVideoTrack(new VideoSource.TestPattern(320, 240, 15), this);
        Audio.SetOpen(true);
        Video.SetOpen(true);
    }

    public ILocalTrack Audio { get; }

    public ILocalTrack Video { get; }

    public void OnTrackFailed(ILocalTrack track, string reason) => Console.Error.WriteLine($"{track.Kind}: {reason}");
}
