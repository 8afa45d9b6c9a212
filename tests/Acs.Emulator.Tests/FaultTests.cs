namespace Calling.Acs.Emulator.Tests;

public class FaultTests
{
    private static readonly TimeSpan s_loss = TimeSpan.FromMinutes(2);
    private readonly Stage _stage = new();

    [Fact]
    public async Task A_dead_process_is_missed_after_two_minutes_and_says_nothing_itself()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        ben.Device.Kill();
        int told = callee.States.Count;
        await _stage.PassAsync(s_loss - TimeSpan.FromSeconds(1));
        Assert.Equal(CallState.Connected, caller.Sdk.State);
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("408/10057", caller.Reason);
        Assert.Equal(told, callee.States.Count);
        await Assert.ThrowsAnyAsync<Exception>(() => callee.HangUpAsync());
        ben.Agent.Dispose();
    }

    [Fact]
    public async Task A_process_that_dies_while_it_rings_lets_the_caller_wait()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        ben.Device.Kill();
        await _stage.PassAsync(TimeSpan.FromSeconds(84));
        Assert.Equal(CallState.Ringing, caller.Sdk.State);
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(("487/10004", 0), (caller.Reason, bell.Ended));
        var again = await anna.CallAsync(ben);
        await Until.True(() => again.Sdk.State == CallState.Disconnected);
        Assert.Equal("480/10076", again.Reason);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public async Task A_lost_network_ends_the_call_at_both_ends(int seconds)
    {
        var stage = new Stage(new EmulatorSettings { NetworkLoss = TimeSpan.FromSeconds(seconds) });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var (caller, callee) = await stage.ConnectAsync(anna, ben);
        anna.Device.NetworkDown();
        await stage.PassAsync(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal((CallState.Connected, CallState.Connected), (caller.Sdk.State, callee.Sdk.State));
        await stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(("410/301005", "408/10057"), (caller.Reason, callee.Reason));
    }

    [Fact]
    public async Task A_network_that_comes_back_in_time_is_forgiven()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        anna.Device.NetworkDown();
        await _stage.PassAsync(s_loss - TimeSpan.FromSeconds(1));
        anna.Device.NetworkUp();
        await _stage.PassAsync(s_loss);
        Assert.Equal((CallState.Connected, CallState.Connected), (caller.Sdk.State, callee.Sdk.State));
    }

    [Fact]
    public async Task What_happens_meanwhile_is_learnt_in_order_afterwards()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        anna.Device.NetworkDown();
        await bell.Sdk.AcceptAsync(null).Soon();
        await ben.Agent.Calls.Single().HangUpAsync(null).Soon();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Ringing, caller.Sdk.State);
        anna.Device.NetworkUp();
        await _stage.SettleAsync();
        Assert.Equal(
            [CallState.Connecting, CallState.Ringing, CallState.Connected, CallState.Disconnecting, CallState.Disconnected], caller.States);
    }

    [Fact]
    public async Task A_hang_up_without_a_network_is_at_once_here_and_later_there()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        anna.Device.NetworkDown();
        await caller.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal(("0/0", CallState.Connected), (caller.Reason, callee.Sdk.State));
        anna.Device.NetworkUp();
        await _stage.SettleAsync();
        Assert.Equal("0/0", callee.Reason);
    }

    [Fact]
    public async Task Who_hung_up_without_a_network_and_stays_away_is_missed_there()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        anna.Device.NetworkDown();
        await caller.HangUpAsync();
        await _stage.PassAsync(s_loss);
        Assert.Equal(("0/0", "408/10057"), (caller.Reason, callee.Reason));
    }

    [Fact]
    public async Task A_caller_who_gave_up_without_a_network_is_in_no_call_when_it_is_accepted()
    {
        var (anna, ben, mouth) = (await _stage.SignInAsync(), await _stage.SignInAsync(), new Mouth());
        var caller = await anna.CallAsync(new StartCallOptions { OutgoingAudioOptions = mouth.Options }, ben);
        var bell = await ben.RingAsync();
        anna.Device.NetworkDown();
        await caller.HangUpAsync();
        var callee = new Line(await bell.Sdk.AcceptAsync(null).Soon());
        await _stage.SettleAsync();
        Assert.Equal((AudioStreamState.Stopped, CallState.Disconnected), (mouth.Stream.State, caller.Sdk.State));
        anna.Device.NetworkUp();
        await _stage.SettleAsync();
        Assert.Equal(CallState.Disconnected, callee.Sdk.State);
    }

    [Fact]
    public async Task What_is_asked_without_a_network_waits_and_fails_after_a_while()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        anna.Device.NetworkDown();
        var waiting = anna.CallAsync(ben);
        await Until.True(() => _stage.Time.TimerCount > 3);
        Assert.False(waiting.IsCompleted);
        anna.Device.NetworkUp();
        await waiting.Soon();
        await ben.RingAsync();

        anna.Device.NetworkDown();
        int timers = _stage.Time.TimerCount;
        var failing = anna.CallAsync(ben);
        await Until.True(() => _stage.Time.TimerCount > timers);
        _stage.Time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<Exception>(() => failing.Soon());
    }

    [Fact]
    public async Task Content_gets_lost_where_a_network_or_the_way_of_media_is_down_and_the_call_stays()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (mouth, ear) = (new Mouth(), new Ear());
        var (caller, _) = await _stage.ConnectAsync(
            anna, ben, new StartCallOptions { OutgoingAudioOptions = mouth.Options }, new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        anna.Device.MediaDown();
        await mouth.SayAsync(1);
        anna.Device.MediaUp();
        ben.Device.NetworkDown();
        await mouth.SayAsync(2);
        ben.Device.NetworkUp();
        await mouth.SayAsync(3);
        await _stage.PassAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(3, Assert.Single(ear.Buffers)[0]);
        Assert.Equal((2L, CallState.Connected), (anna.Device.SoundSent, caller.Sdk.State));
    }

    [Fact]
    public async Task In_a_group_only_the_lost_one_leaves()
    {
        var group = Guid.NewGuid();
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (first, second) = (await anna.JoinAsync(group), await ben.JoinAsync(group));
        await _stage.SettleAsync();
        ben.Device.NetworkDown();
        await _stage.PassAsync(s_loss);
        Assert.Equal((CallState.Connected, "410/301005"), (first.Sdk.State, second.Reason));
        Assert.Empty(first.Sdk.RemoteParticipants);
    }

    [Fact]
    public async Task A_command_may_fail_or_wait_and_what_runs_is_told()
    {
        var stage = new Stage();
        var (caller, callee) = await stage.ConnectAsync(await stage.SignInAsync(), await stage.SignInAsync());
        var device = stage.Cloud.Device("device-1");
        var manager = await device.CreateClient(new CallClientOptions()).GetDeviceManagerAsync().Soon();
        Assert.Equal((true, false), (device.MicrophoneRuns, device.CameraRuns));
        var go = new TaskCompletionSource();
        device.BeforeCommand = command => command == "HangUpAsync" ? go.Task : Task.FromException(new InvalidOperationException(command));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => caller.Sdk.StartVideoAsync(new LocalOutgoingVideoStream(manager.Cameras[0])).Soon());
        Assert.Equal("StartVideoAsync", error.Message);
        var hangingUp = caller.HangUpAsync();
        Assert.True(device.MicrophoneRuns);
        go.SetResult();
        await hangingUp;
        await Until.True(() => callee.Sdk.State == CallState.Disconnected);
        Assert.Equal((false, false), (device.MicrophoneRuns, device.CameraRuns));
    }
}
