using Calling.Media;

namespace Calling.Providers.Mock.Tests;

public sealed class MediaFlowTests : IAsyncLifetime
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();
    private Device _alice = null!;
    private Device _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _alice = await Device.SignInAsync(_world, "alice");
        _bob = await Device.SignInAsync(_world, "bob");
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
    }

    [Fact]
    public async Task CALL_091_A_second_of_a_video_call_has_15_pictures_and_50_runs_of_sound_each_way()
    {
        var (a, b) = await Joined();
        Assert.Equal(["PeerConnected"], a.HeardNames());
        using var pictures = b.Session.AddVideoSink("alice", b);
        using var sounds = b.Session.AddAudioSink("alice", b);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((15, 50), (b.Pictures, b.Sounds));
        foreach (var user in new[] { "alice", "bob" })
        {
            Assert.Equal((15, 50), (_world.Media.FramesSent(user, MediaKind.Video), _world.Media.FramesSent(user, MediaKind.Audio)));
            Assert.Equal((15, 50), (_world.Media.FramesReceived(user, MediaKind.Video), _world.Media.FramesReceived(user, MediaKind.Audio)));
        }

        Assert.Equal(["PeerConnected", "FirstVideoFrame"], a.HeardNames());
        Assert.Equal(["PeerConnected", "FirstVideoFrame"], b.HeardNames());
        Assert.Equal((PixelFormat.I420, 320, 240), b.LastSize);
    }

    [Fact]
    public async Task CALL_090_Nothing_flows_and_nothing_is_opened_before_Start()
    {
        var (a, b) = (MediaEnd.Open(_alice), MediaEnd.Open(_bob));
        foreach (var (self, other) in new[] { (a, b), (b, a) })
        {
            await self.Session.PrepareAsync(CancellationToken.None);
            await self.Session.UpdateAsync(new MediaRoster([new CallMember(other.Self, default, false)]), CancellationToken.None);
            self.Session.SetGate(MediaKind.Audio, true);
            self.Session.SetGate(MediaKind.Video, true);
        }

        await a.Session.StartAsync(CancellationToken.None);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(0, _world.Media.FramesSent(MockTarget.Everybody, MediaKind.Audio) + _world.Media.FramesSent(MockTarget.Everybody, MediaKind.Video));
        Assert.Equal((2, 0), (_world.Media.OpenDevices("alice"), _world.Media.OpenDevices("bob")));
        Assert.Equal(["PeerConnected"], b.HeardNames());
    }

    [Fact]
    public async Task CALL_092_A_shut_gate_sends_nothing_and_releases_its_device_at_once()
    {
        var (a, b) = await Joined();
        using var sink = b.Session.AddVideoSink("alice", b);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        a.Session.SetGate(MediaKind.Video, false);
        Assert.Equal(1, _world.Media.OpenDevices("alice"));

        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((15, 15, 100), (b.Pictures, _world.Media.FramesSent("alice", MediaKind.Video), _world.Media.FramesSent("alice", MediaKind.Audio)));
    }

    [Fact]
    public async Task CALL_091_The_first_picture_is_told_again_after_each_off_and_on()
    {
        var (a, b) = await Joined();
        for (var round = 1; round <= 3; round++)
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(round, b.Heard.OfType<MediaSignal.FirstVideoFrame>().Count(f => f.Party == _alice.Self));
            a.Session.SetGate(MediaKind.Video, false);
            a.Session.SetGate(MediaKind.Video, true);
        }
    }

    [Fact]
    public async Task CALL_093_Gates_shut_before_the_start_never_let_anything_out()
    {
        var (a, b) = (MediaEnd.Open(_alice), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);
        var (c, _) = (MediaEnd.Open(_alice), 0);
        await c.Session.StartAsync(CancellationToken.None);

        Assert.Equal(0, _world.Media.OpenDevices("alice"));
        Assert.Equal(2, _world.Media.OpenDevices("bob"));
    }

    [Fact]
    public async Task An_unwatched_hour_is_counted_and_costs_no_timers()
    {
        var (a, b) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _world.Virtual.PendingTimers);

        await _world.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(3_601 * 50, _world.Media.FramesSent("alice", MediaKind.Audio));
        using var sink = b.Session.AddAudioSink("alice", b);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(50, b.Sounds);
        Assert.Single(a.Heard.OfType<MediaSignal.FirstVideoFrame>());
    }

    [Fact]
    public async Task CALL_098_A_sink_gets_nothing_once_detached_even_from_inside_itself()
    {
        var (_, b) = await Joined();
        IDisposable? sink = null;
        b.OnPicture = () => sink!.Dispose();
        sink = b.Session.AddVideoSink("alice", b);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(1, b.Pictures);
    }

    [Fact]
    public async Task A_sink_that_throws_costs_that_picture_alone()
    {
        var (a, b) = await Joined();
        b.OnPicture = () => throw new InvalidOperationException("sink");
        using var bad = b.Session.AddVideoSink("alice", b);
        using var good = a.Session.AddVideoSink("bob", a);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal((15, 15), (a.Pictures, b.Pictures));
    }

    [Fact]
    public async Task CALL_096_Disposing_releases_everything_and_is_silent()
    {
        var (a, b) = await Joined();
        using var sink = b.Session.AddVideoSink("alice", b);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        var heard = b.Heard.Count;

        await b.Session.DisposeAsync();
        Assert.Equal((2, 0, 1), (_world.Media.OpenDevices("alice"), _world.Media.OpenSources("bob"), _world.Media.OpenSessions));
        await a.Session.DisposeAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.Equal((0, 0), (_world.Media.OpenSources(), _world.Media.OpenSessions));
        Assert.Equal((15, heard), (b.Pictures, b.Heard.Count));
        Assert.Equal(15, _world.Media.FramesSent("alice", MediaKind.Video));
        Assert.Equal(0, _world.Virtual.PendingTimers);
    }

    [Fact]
    public async Task CALL_111_A_peer_whose_process_died_is_noticed()
    {
        var (_, b) = await Joined();
        _world.Faults.Kill("alice");
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1.9));
        Assert.DoesNotContain("PeerInterrupted", b.HeardNames());
        await _world.AdvanceAsync(TimeSpan.FromSeconds(0.1));

        Assert.Equal(_alice.Self, Assert.Single(b.Heard.OfType<MediaSignal.PeerInterrupted>()).Party);
        Assert.Equal(0, _world.Media.OpenSources("alice"));
    }

    [Fact]
    public async Task A_peer_that_left_the_roster_first_is_not_missed()
    {
        var (a, b) = await Joined();
        await b.Session.UpdateAsync(new MediaRoster([]), CancellationToken.None);
        await a.Session.DisposeAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(10));

        Assert.DoesNotContain("PeerInterrupted", b.HeardNames());
    }

    [Fact]
    public async Task Stats_agree_with_what_flowed()
    {
        var (a, _) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(2));

        var stats = Assert.Single(await a.Session.GetStatsAsync(CancellationToken.None));

        Assert.Equal("bob", stats.UserId);
        var audio = Assert.Single(stats.Streams, s => s is { Kind: MediaKind.Audio, IsOutgoing: true });
        Assert.Equal((100, 100 * 960 * 2, 48_000d * 16), (audio.Packets, audio.Bytes, audio.BitsPerSecond));
        Assert.Equal(30, Assert.Single(stats.Streams, s => s is { Kind: MediaKind.Video, IsOutgoing: false }).Packets);
    }

    [Fact]
    public async Task Frames_allocate_nothing_in_steady_state()
    {
        var (_, b) = await Joined();
        using var sink = b.Session.AddVideoSink("alice", new Counter());
        using var sound = b.Session.AddAudioSink("alice", new Counter());
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        // The frame path alone: due timers run by hand, on this thread.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var time = (VirtualTimeProvider)_world.Runtime.Time;
        var target = time.Timers.Now + TimeSpan.FromSeconds(2);
        while (time.Timers.MoveToNext(target))
        {
            while (time.Timers.TakeDue() is { } due)
            {
                due();
            }
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512);
        Assert.Equal(45, _world.Media.FramesReceived("bob", MediaKind.Video));
    }

    private async Task<(MediaEnd A, MediaEnd B)> Joined()
    {
        var (a, b) = (MediaEnd.Open(_alice), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);
        return (a, b);
    }

    private sealed class Counter : IVideoSink, IAudioSink
    {
        public int Frames { get; private set; }

        public void OnFrame(in VideoFrame frame) => Frames++;

        public void OnFrame(in AudioFrame frame) => Frames++;
    }
}
