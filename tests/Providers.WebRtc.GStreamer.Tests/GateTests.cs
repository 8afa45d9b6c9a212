using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class GateTests : EngineTest
{
    [Fact]
    public async Task CALL_090_NothingLeavesBeforeATrackIsAttachedAndOpen()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        ILocalTrack attached = Pattern(), open = Pattern();
        a.Connection.SetTrack(MediaKind.Video, attached);
        open.SetOpen(true);
        var preview = new PictureSink();
        open.AddPreview(preview);
        await Peer.Connect(a, b);

        // Half a second of pictures were taken meanwhile, and none of them may be seen outside.
        await preview.More(8);
        Assert.Equal((0, 0), (tap.FromA, tap.FromB));
        Assert.All((await a.Connection.GetStatsAsync(default)).Streams, stream => Assert.Equal(0, stream.Packets));
        Assert.All((await b.Connection.GetStatsAsync(default)).Streams, stream => Assert.Equal(0, stream.Packets));
        Assert.Equal(0, b.Decoded);

        attached.SetOpen(true);
        await b.Pictures.More(2);
        Assert.True(tap.FromA > 0);
        Assert.Equal(0, tap.FromB);
    }

    [Fact]
    public async Task CALL_037_ShuttingIsInForceOnReturnAndReopeningResumes()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        ILocalTrack video = Pattern(), audio = Tone();
        a.Connection.SetTrack(MediaKind.Video, video);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        video.SetOpen(true);
        audio.SetOpen(true);
        await Peer.Connect(a, b);
        for (var round = 0; round < 3; round++)
        {
            await b.Pictures.More(3);
            await b.Sound.More(5);
            video.SetOpen(false);
            audio.SetOpen(false);

            // What left before and is still in the kernel gets its time.
            await Pictures(1);
            var left = tap.FromA;
            var sent = (await a.Stats(MediaKind.Video, true)).Packets + (await a.Stats(MediaKind.Audio, true)).Packets;
            await Pictures(5);
            Assert.Equal(left, tap.FromA);
            Assert.Equal(sent, (await a.Stats(MediaKind.Video, true)).Packets + (await a.Stats(MediaKind.Audio, true)).Packets);
            video.SetOpen(true);
            audio.SetOpen(true);
        }

        await b.Pictures.More(3);
        await b.Sound.Hears(440);
    }

    [Fact]
    public async Task TheLastOfFiftyTogglesWinsAndNothingLeaks()
    {
        var (a, b) = await Connected();
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(2);
        var before = Process.Threads;
        for (var i = 0; i < 50; i++)
        {
            video.SetOpen(i % 2 == 0);
        }

        // The last one shut; the device's threads are gone, then one more opening works.
        await Eventually.Poll(() => ValueTask.FromResult(Process.Threads < before), "the capture threads gone");
        video.SetOpen(true);
        await b.Pictures.More(2);
    }

    [Fact]
    public async Task ATrackMayBeAttachedLateChangedAndTakenAway()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        ILocalTrack small = Pattern(), large = Pattern(320, 240);
        small.SetOpen(true);
        large.SetOpen(true);
        a.Connection.SetTrack(MediaKind.Video, small);
        await b.Pictures.Until(sink => sink.Last.Width == 160, "the small picture");
        a.Connection.SetTrack(MediaKind.Video, large);
        await b.Pictures.Until(sink => sink.Last.Width == 320, "the large picture");
        a.Connection.SetTrack(MediaKind.Video, null);
        await Pictures(1);
        var left = tap.FromA;
        await Pictures(5);
        Assert.Equal(left, tap.FromA);
        Assert.Throws<ArgumentException>(() => a.Connection.SetTrack(MediaKind.Audio, small));
    }

    [Fact]
    public async Task OneTrackOnTwoConnectionsIsCapturedOnce()
    {
        var (a, b) = await Connected();
        var (c, d) = await Connected();
        ILocalTrack video = Pattern(), audio = Tone();
        foreach (var peer in new[] { a, c })
        {
            peer.Connection.SetTrack(MediaKind.Video, video);
            peer.Connection.SetTrack(MediaKind.Audio, audio);
        }

        video.SetOpen(true);
        audio.SetOpen(true);
        await b.Pictures.More(5);
        await d.Pictures.More(5);
        await b.Sound.Hears(440);
        await d.Sound.Hears(440);
        Assert.Equal((1, 1), (Openings(video), Openings(audio)));

        // One leaves; the other goes on.
        await a.DisposeAsync();
        await d.Pictures.More(5);
    }

    [Fact]
    public async Task CALL_096_DisposingATrackSilencesItsConnections()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(2);
        await video.DisposeAsync();
        await Pictures(1);
        var left = tap.FromA;
        video.SetOpen(true);
        await Pictures(5);
        Assert.Equal(left, tap.FromA);
        await video.DisposeAsync();
    }

    [Fact]
    public async Task CALL_098_APreviewShowsPicturesBeforeAnyCall()
    {
        var video = Pattern();
        var preview = new PictureSink();
        using (video.AddPreview(preview))
        {
            video.SetOpen(true);
            await preview.More(3);
        }

        var count = preview.Count;
        var other = new PictureSink();
        video.AddPreview(other);
        await other.More(3);
        Assert.Equal(count, preview.Count);
        Assert.Throws<InvalidOperationException>(() => Tone().AddPreview(preview));
    }
}
