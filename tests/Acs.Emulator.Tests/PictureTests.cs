namespace Calling.Acs.Emulator.Tests;

public class PictureTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task Frames_come_to_who_has_started_the_stream()
    {
        var (anna, ben, lens) = (await _stage.SignInAsync(), await _stage.SignInAsync(), new Lens());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben, null, new AcceptCallOptions { IncomingVideoOptions = Eye.Raw });
        var eye = new Eye(Assert.Single(callee.Sdk.RemoteParticipants));
        await Assert.ThrowsAnyAsync<Exception>(() => lens.ShowAsync(1));
        await caller.Sdk.StartVideoAsync(lens.Stream).Soon();
        await _stage.SettleAsync();
        Assert.Equal(VideoStreamState.Started, lens.Stream.State);
        Assert.Equal((320, 240), (lens.Stream.Format!.Width, lens.Stream.Format.Height));

        await lens.ShowAsync(1);
        await _stage.SettleAsync();
        await lens.ShowAsync(2);
        await _stage.SettleAsync();
        Assert.Equal([1, 2], eye.Frames.Select(frame => (int)frame[^1]));
        Assert.Equal((2L, 0L), (anna.Device.PicturesSent, ben.Device.PicturesSent));

        await caller.Sdk.StopVideoAsync(lens.Stream).Soon();
        await _stage.SettleAsync();
        Assert.Equal([VideoStreamState.Available, VideoStreamState.Started, VideoStreamState.NotAvailable], eye.States);
        Assert.Empty(Assert.Single(callee.Sdk.RemoteParticipants).IncomingVideoStreams);
        await Assert.ThrowsAnyAsync<Exception>(() => lens.ShowAsync(3));
        Assert.Equal((2L, 2), (anna.Device.PicturesSent, eye.Frames.Count));
    }

    [Fact]
    public async Task Who_has_not_started_the_stream_gets_nothing()
    {
        var (anna, ben, lens) = (await _stage.SignInAsync(), await _stage.SignInAsync(), new Lens());
        var start = new StartCallOptions { OutgoingVideoOptions = lens.Options };
        var (_, callee) = await _stage.ConnectAsync(anna, ben, start, new AcceptCallOptions { IncomingVideoOptions = Eye.Raw });
        Assert.True((await ben.RingAsync()).Sdk.IsVideoEnabled);
        int frames = 0;
        var stream = Assert.IsType<RawIncomingVideoStream>(Assert.Single(Assert.Single(callee.Sdk.RemoteParticipants).IncomingVideoStreams));
        stream.RawVideoFrameReceived += (_, _) => Interlocked.Increment(ref frames);
        await lens.ShowAsync(1);
        await _stage.SettleAsync();
        Assert.Equal((0, 1L), (frames, anna.Device.PicturesSent));
        stream.Start();
        await lens.ShowAsync(2);
        await _stage.SettleAsync();
        stream.Stop();
        await lens.ShowAsync(3);
        await _stage.SettleAsync();
        Assert.Equal((1, VideoStreamState.Stopped), (frames, stream.State));
    }

    [Fact]
    public async Task The_sdk_may_show_them_itself()
    {
        var lens = new Lens();
        var (_, callee) = await _stage.ConnectAsync(
            await _stage.SignInAsync(), await _stage.SignInAsync(), new StartCallOptions { OutgoingVideoOptions = lens.Options });
        var stream = Assert.IsType<RemoteIncomingVideoStream>(Assert.Single(Assert.Single(callee.Sdk.RemoteParticipants).IncomingVideoStreams));
        Assert.Equal("video", (await stream.StartPreviewAsync().Soon()).Scheme);
        await _stage.SettleAsync();
        Assert.Equal(VideoStreamState.Started, stream.State);
    }

    [Fact]
    public async Task A_camera_sends_until_it_is_unplugged_and_a_missing_one_cannot_be_started()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var manager = await anna.Device.CreateClient(new CallClientOptions()).GetDeviceManagerAsync().Soon();
        int updates = 0;
        manager.CamerasUpdated += (_, args) => updates += args.AddedVideoDevices.Count + (10 * args.RemovedVideoDevices.Count);
        var camera = Assert.Single(manager.Cameras);
        var stream = new LocalOutgoingVideoStream(camera);
        var (caller, callee) = await _stage.ConnectAsync(anna, ben, null, new AcceptCallOptions { IncomingVideoOptions = Eye.Raw });
        var eye = new Eye(Assert.Single(callee.Sdk.RemoteParticipants));
        await caller.Sdk.StartVideoAsync(stream).Soon();
        await _stage.SettleAsync();
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        long sent = anna.Device.PicturesSent;
        Assert.InRange(sent, 15, 16);
        Assert.NotEmpty(eye.Frames);

        anna.Device.RemoveCamera(camera.Name);
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((sent, 10, VideoStreamState.Stopped), (anna.Device.PicturesSent, updates, stream.State));
        Assert.Empty(caller.Sdk.OutgoingVideoStreams);
        await Assert.ThrowsAnyAsync<Exception>(() => caller.Sdk.StartVideoAsync(stream).Soon());
        await Assert.ThrowsAnyAsync<Exception>(() => anna.CallAsync(new StartCallOptions { OutgoingVideoOptions = new OutgoingVideoOptions { Streams = [stream] } }, ben));

        var spare = anna.Device.AddCamera("spare");
        await caller.Sdk.StartVideoAsync(new LocalOutgoingVideoStream(spare)).Soon();
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(11, updates);
        Assert.True(anna.Device.PicturesSent > sent);
    }

    [Fact]
    public async Task A_call_that_cannot_be_accepted_with_a_camera_rings_on()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var manager = await ben.Device.CreateClient(new CallClientOptions()).GetDeviceManagerAsync().Soon();
        var gone = new LocalOutgoingVideoStream(Assert.Single(manager.Cameras));
        ben.Device.RemoveCamera("camera");
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        var options = new AcceptCallOptions { OutgoingVideoOptions = new OutgoingVideoOptions { Streams = [gone] } };
        await Assert.ThrowsAnyAsync<Exception>(() => bell.Sdk.AcceptAsync(options).Soon());
        await _stage.SettleAsync();
        Assert.Equal((CallState.Ringing, 0), (caller.Sdk.State, bell.Ended));
        await bell.Sdk.AcceptAsync(null).Soon();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Connected, caller.Sdk.State);
    }

    [Fact]
    public async Task One_video_and_one_screen_are_sent_at_a_time()
    {
        var (caller, _) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        await caller.Sdk.StartVideoAsync(new Lens().Stream).Soon();
        await Assert.ThrowsAnyAsync<Exception>(() => caller.Sdk.StartVideoAsync(new Lens().Stream).Soon());
        await caller.Sdk.StartVideoAsync(new ScreenShareOutgoingVideoStream(new RawOutgoingVideoStreamOptions { Formats = [Lens.Format()] })).Soon();
        Assert.Equal(2, caller.Sdk.OutgoingVideoStreams.Count);
    }
}
