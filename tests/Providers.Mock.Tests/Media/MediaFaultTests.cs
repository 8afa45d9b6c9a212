using Calling.Media;

namespace Calling.Providers.Mock.Tests;

public sealed class MediaFaultTests : IAsyncLifetime
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
    public async Task CALL_045_Media_that_never_connect_stay_silent_until_the_fault_goes()
    {
        var fault = _world.Faults.Media.NeverConnect("bob");
        var (a, b) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Empty(a.Heard);
        Assert.Equal(0, _world.Media.FramesSent("alice", MediaKind.Audio));

        fault.Dispose();
        Assert.Equal(["PeerConnected"], b.HeardNames());
    }

    [Fact]
    public async Task CALL_045_Media_may_take_their_time_to_connect()
    {
        using var fault = _world.Faults.Media.ConnectAfter("bob", TimeSpan.FromSeconds(3));
        var (a, _) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(2.9));
        Assert.Empty(a.Heard);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["PeerConnected"], a.HeardNames());
    }

    [Fact]
    public async Task CALL_111_Interrupted_media_stop_and_come_back_on_both_sides()
    {
        var (a, b) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        using (_world.Faults.Media.Interrupt("alice"))
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        string[] expected = ["PeerConnected", "FirstVideoFrame", "PeerInterrupted", "PeerConnected"];
        Assert.Equal(expected, a.HeardNames());
        Assert.Equal(expected, b.HeardNames());
        Assert.Equal(100, _world.Media.FramesSent("bob", MediaKind.Audio));
    }

    [Fact]
    public async Task A_path_or_a_stack_can_fail()
    {
        var (a, b) = await Joined();
        _world.Faults.Media.FailStack("alice", new ProviderFault("E9"));
        Assert.Equal("E9", Assert.Single(a.Heard.OfType<MediaSignal.Failed>()).Fault.Code);

        _world.Faults.Media.FailPeers("alice", new ProviderFault("E1"));
        Assert.Equal(_alice.Self, Assert.Single(b.Heard.OfType<MediaSignal.PeerFailed>()).Party);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _world.Media.FramesSent("alice", MediaKind.Audio));
    }

    [Fact]
    public async Task CALL_094_A_missing_camera_is_told_and_sound_goes_on()
    {
        var missing = _world.Faults.Media.NoDevice("alice", MediaKind.Video);
        var (a, b) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(
            new MediaSignal.DeviceUnavailable(MediaKind.Video, "No camera was found."),
            Assert.Single(a.Heard.OfType<MediaSignal.DeviceUnavailable>()));
        Assert.DoesNotContain("FirstVideoFrame", b.HeardNames());
        Assert.Equal((50, 0), (_world.Media.FramesSent("alice", MediaKind.Audio), _world.Media.FramesSent("alice", MediaKind.Video)));

        missing.Dispose();
        a.Session.SetGate(MediaKind.Video, false);
        a.Session.SetGate(MediaKind.Video, true);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Contains("FirstVideoFrame", b.HeardNames());
    }

    [Fact]
    public async Task CALL_094_A_microphone_that_stops_working_is_told_and_released()
    {
        var (a, _) = await Joined();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        _world.Faults.Media.BreakDevice("alice", MediaKind.Audio);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal("The microphone stopped working.", Assert.Single(a.Heard.OfType<MediaSignal.DeviceUnavailable>()).Reason);
        Assert.Equal((50, 1), (_world.Media.FramesSent("alice", MediaKind.Audio), _world.Media.OpenDevices("alice")));
    }

    [Fact]
    public async Task CALL_098_A_preview_is_seen_by_its_own_app_alone_and_released()
    {
        var end = MediaEnd.Open(_alice);
        var preview = await _alice.Line.Media.StartPreviewAsync(new VideoSource.Camera(), end, CancellationToken.None);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((15, 1), (end.Pictures, _world.Media.OpenDevices("alice")));

        await preview.DisposeAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((15, 0, 0), (end.Pictures, _world.Media.OpenDevices("alice"), _world.Media.FramesSent("alice", MediaKind.Video)));

        using var missing = _world.Faults.Media.NoDevice("alice", MediaKind.Video);
        var error = await Assert.ThrowsAsync<CallException>(
            async () => await _alice.Line.Media.StartPreviewAsync(new VideoSource.Camera(), end, CancellationToken.None));
        Assert.Equal(CallErrorCode.EngineUnavailable, error.Code);
    }

    [Fact]
    public async Task CALL_096_Signing_out_releases_a_preview()
    {
        _ = await _alice.Line.Media.StartPreviewAsync(new VideoSource.Camera(), MediaEnd.Open(_alice), CancellationToken.None);

        await _alice.DisposeAsync();

        Assert.Equal(0, _world.Media.OpenSources());
    }

    private async Task<(MediaEnd A, MediaEnd B)> Joined()
    {
        var (a, b) = (MediaEnd.Open(_alice), MediaEnd.Open(_bob));
        await MediaEnd.JoinAsync(a, b);
        return (a, b);
    }
}
