using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class SinkTests : EngineTest
{
    [Fact]
    public async Task AThrowingSinkLosesItsOwnFramesOnly()
    {
        var (a, b) = await Connected();
        var bad = new PictureSink { OnCall = () => throw new InvalidOperationException("Not today.") };
        b.Connection.AddVideoSink(bad);
        var after = new PictureSink();
        b.Connection.AddVideoSink(after);
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await after.More(5);
        await b.Pictures.More(2);
        await bad.More(2);
    }

    [Fact]
    public async Task NothingIsDeliveredAfterDetaching()
    {
        var (a, b) = await Connected();
        var video = Factory.CreateVideoTrack(new VideoSource.TestPattern(32, 32, 60), Failures);
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(1);
        for (var i = 0; i < 30; i++)
        {
            var detached = false;
            var late = 0;
            var sink = new PictureSink();
            sink.OnCall = () =>
            {
                Thread.Yield();
                late += Volatile.Read(ref detached) ? 1 : 0;
            };
            var attachment = b.Connection.AddVideoSink(sink);
            await sink.More(1);
            attachment.Dispose();
            Volatile.Write(ref detached, true);
            var count = sink.Count;
            await b.Pictures.More(2);
            Assert.Equal((0, count), (late, sink.Count));
            attachment.Dispose();
        }
    }

    [Fact]
    public async Task ASinkMayDetachItself()
    {
        var (a, b) = await Connected();
        var sink = new PictureSink();
        IDisposable? attachment = null;
        sink.OnCall = () => attachment!.Dispose();
        attachment = b.Connection.AddVideoSink(sink);
        var video = Pattern();
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(5);
        Assert.Equal(1, sink.Count);
    }

    [Fact]
    public async Task ASlowSinkLosesPicturesAndDelaysNothingElse()
    {
        var (a, b) = await Connected();
        Tracks tracks = new(Factory.CreateVideoTrack(new VideoSource.TestPattern(32, 32, 30), Failures), Tone());
        using var hold = new ManualResetEventSlim();
        var slow = new PictureSink { OnCall = () => hold.Wait(Eventually.Deadline) };
        b.Connection.AddVideoSink(slow);
        a.Connection.SetTrack(MediaKind.Video, tracks.Video);
        a.Connection.SetTrack(MediaKind.Audio, tracks.Audio);
        tracks.Video.SetOpen(true);
        tracks.Audio.SetOpen(true);
        await slow.More(1);
        var before = slow.Count;
        await b.Sound.More(50);
        Assert.Equal(before, slow.Count);
        var sent = (await a.Stats(MediaKind.Video, outgoing: true)).Packets;
        hold.Set();
        await slow.More(3);
        Assert.True(sent > 10);
    }

    [Fact]
    public async Task FramesCostNoManagedAllocation()
    {
        Peer a = new(Factory, listens: false), b = new(Factory, listens: false);
        await Peer.Connect(a, b);
        Tracks tracks = new(Factory.CreateVideoTrack(new VideoSource.TestPattern(64, 48, 60), Failures), Tone());
        a.Connection.SetTrack(MediaKind.Video, tracks.Video);
        a.Connection.SetTrack(MediaKind.Audio, tracks.Audio);
        using var quiet = new Silent();
        b.Connection.AddVideoSink(quiet);
        b.Connection.AddAudioSink(quiet);
        tracks.Video.AddPreview(quiet);
        tracks.Video.SetOpen(true);
        tracks.Audio.SetOpen(true);
        quiet.Wait(300);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        quiet.Wait(600);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / 600.0;

        // The runtime's own background work is in the sum; one object a frame would be 24 bytes at the least.
        TestContext.Current.SendDiagnosticMessage($"{each:F1} bytes a frame");
        Assert.InRange(each, 0, 12);
    }

    private sealed record Tracks(PeerConnections.ILocalTrack Video, PeerConnections.ILocalTrack Audio);

    private sealed class Silent : IVideoSink, IAudioSink, IDisposable
    {
        private readonly ManualResetEventSlim _reached = new();
        private int _left;

        public void OnFrame(in VideoFrame frame) => Count();

        public void OnFrame(in AudioFrame frame) => Count();

        private void Count()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _reached.Set();
            }
        }

        public void Dispose() => _reached.Dispose();

        internal void Wait(int count)
        {
            _reached.Reset();
            Volatile.Write(ref _left, count);
            Assert.True(_reached.Wait(Eventually.Deadline));
        }
    }
}
