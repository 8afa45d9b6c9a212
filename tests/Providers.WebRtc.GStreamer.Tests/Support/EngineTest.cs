using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Capture;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

/// <summary>One factory a test; everything made by it ends with the test.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    private ILocalTrack? _meter;

    private protected GStreamerPeerConnectionFactory Factory { get; } = new();

    private protected TrackObserver Failures { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Factory.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Peer NewPeer() => new(Factory);

    private protected async Task<(Peer A, Peer B)> Connected()
    {
        var (a, b) = (NewPeer(), NewPeer());
        await Peer.Connect(a, b);
        return (a, b);
    }

    private protected ILocalTrack Pattern(int width = 160, int height = 120)
        => Factory.CreateVideoTrack(new VideoSource.TestPattern(width, height, 15), Failures);

    /// <summary>Lets as much time pass as an unconnected camera takes for some pictures: for what must not happen meanwhile.</summary>
    private protected async Task Pictures(int count)
    {
        _meter ??= Pattern(32, 32);
        _meter.SetOpen(true);
        var sink = new PictureSink();
        using (_meter.AddPreview(sink))
        {
            await sink.More(count);
        }
    }

    private protected ILocalTrack Tone(double hertz = 440) => Factory.CreateAudioTrack(new AudioSource.Tone(hertz), Failures);

    private protected static int Openings(ILocalTrack track) => ((LocalTrack)track).Openings;
}
