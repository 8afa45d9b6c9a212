using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class LossTests : EngineTest
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Hesitation = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task AfterLostPacketsAKeyFrameIsAskedForAndComes()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(10);
        tap.Cut = true;
        await Pictures(20);
        tap.Cut = false;
        var begin = TimeProvider.System.GetTimestamp();
        await b.Pictures.More(5);

        // Of itself the encoder makes one every 300 pictures, 20 seconds here.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalSeconds, 0, 8);
    }

    [Fact]
    public async Task APictureThatComesLateIsNotTakenForLost()
    {
        var (a, b) = await Connected();
        var source = new SteppedSource();
        var video = Factory.CreateVideoTrack(new VideoSource.Frames(source), Failures);
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await Eventually.Poll(
            () =>
            {
                source.Draw();
                return ValueTask.FromResult(b.Pictures.Count >= 10);
            },
            "the first pictures");
        await Task.Delay(Hesitation, TestContext.Current.CancellationToken);
        var (drawn, before) = (0, b.Pictures.Count);
        for (var round = 0; round < 5; round++)
        {
            // A camera in the dark, a busy machine: the rhythm that the receiver learnt breaks.
            for (var step = 0; step < 10; step++, drawn++)
            {
                source.Draw();
                await Task.Delay(Rhythm, TestContext.Current.CancellationToken);
            }

            await Task.Delay(Hesitation, TestContext.Current.CancellationToken);
        }

        Assert.InRange(b.Pictures.Count - before, drawn - 2, drawn);
    }

    [Fact]
    public async Task ALateListenerGetsAPictureAtOnce()
    {
        var video = Pattern();
        video.SetOpen(true);
        var (a, b) = await Connected();
        a.Connection.SetTrack(MediaKind.Video, video);
        await b.Pictures.More(10);
        var (c, d) = await Connected();
        c.Connection.SetTrack(MediaKind.Video, video);
        var begin = TimeProvider.System.GetTimestamp();
        await d.Pictures.More(1);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalSeconds, 0, 3);
    }
}
