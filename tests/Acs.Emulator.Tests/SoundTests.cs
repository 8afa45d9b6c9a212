namespace Calling.Acs.Emulator.Tests;

public class SoundTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);
    private readonly Stage _stage = new();

    [Fact]
    public async Task What_one_says_the_other_hears_and_it_is_counted_where_it_left()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (mouth, ear) = (new Mouth(), new Ear());
        var silent = new Mouth();
        await _stage.ConnectAsync(
            anna, ben, new StartCallOptions { OutgoingAudioOptions = mouth.Options },
            new AcceptCallOptions { IncomingAudioOptions = ear.Options, OutgoingAudioOptions = silent.Options });
        Assert.Equal((AudioStreamState.Started, 640L), (mouth.Stream.State, mouth.Stream.ExpectedBufferSizeInBytes));
        await mouth.SayAsync(1000);
        await mouth.SayAsync(2000);
        await _stage.PassAsync(s_tick);
        await _stage.PassAsync(5 * s_tick);
        Assert.Equal([1000, 2000], ear.Buffers.Select(buffer => (int)buffer[0]));
        Assert.All(ear.Buffers, buffer => Assert.Equal(Mouth.Samples, buffer.Length));
        Assert.Equal((2L, 0L), (anna.Device.SoundSent, ben.Device.SoundSent));
    }

    [Fact]
    public async Task Several_voices_are_added_up_and_nobody_hears_himself()
    {
        var group = Guid.NewGuid();
        var (mouths, ears) = (new[] { new Mouth(), new Mouth(), new Mouth() }, new[] { new Ear(), new Ear(), new Ear() });
        for (int i = 0; i < 3; i++)
        {
            var options = new JoinCallOptions { OutgoingAudioOptions = mouths[i].Options, IncomingAudioOptions = ears[i].Options };
            var line = new Line(await (await _stage.SignInAsync()).Agent.JoinAsync(new GroupCallLocator(group), options).Soon());
            await Until.True(() => line.Sdk.State == CallState.Connected);
        }

        await _stage.SettleAsync();
        await mouths[0].SayAsync(1000);
        await mouths[1].SayAsync(200);
        await mouths[2].SayAsync(30);
        await _stage.PassAsync(s_tick);
        Assert.Equal([230, 1030, 1200], ears.Select(ear => (int)Assert.Single(ear.Buffers)[100]));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 10)]
    public async Task Silence_comes_or_does_not(bool delivers, int buffers)
    {
        var stage = new Stage(new EmulatorSettings { DeliversSilence = delivers });
        var ear = new Ear();
        await stage.ConnectAsync(
            await stage.SignInAsync(), await stage.SignInAsync(), new StartCallOptions { OutgoingAudioOptions = new Mouth().Options },
            new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        await stage.PassAsync(10 * s_tick);
        Assert.Equal(buffers, ear.Buffers.Count);
        Assert.DoesNotContain(ear.Buffers, buffer => buffer.Any(sample => sample != 0));
    }

    [Fact]
    public async Task Sound_is_brought_into_the_listener_s_format()
    {
        var (mouth, ear) = (new Mouth(), new Ear(AudioStreamSampleRate.Hz_48000, AudioStreamChannelMode.Stereo));
        await _stage.ConnectAsync(
            await _stage.SignInAsync(), await _stage.SignInAsync(), new StartCallOptions { OutgoingAudioOptions = mouth.Options },
            new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        await mouth.SayAsync(-5);
        await _stage.PassAsync(s_tick);
        var buffer = Assert.Single(ear.Buffers);
        Assert.Equal(1920, buffer.Length);
        Assert.All(buffer, sample => Assert.Equal(-5, sample));
    }

    [Fact]
    public async Task A_microphone_sends_by_itself_while_it_is_on_and_there()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var ear = new Ear();
        var (caller, _) = await _stage.ConnectAsync(anna, ben, null, new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        await _stage.PassAsync(10 * s_tick);
        Assert.Equal((10L, 10), (anna.Device.SoundSent, ear.Buffers.Count));
        Assert.Contains(ear.Buffers[3], sample => sample > 5000);

        await caller.Sdk.MuteOutgoingAudioAsync().Soon();
        await _stage.PassAsync(10 * s_tick);
        Assert.Equal(10L, anna.Device.SoundSent);

        await caller.Sdk.UnmuteOutgoingAudioAsync().Soon();
        anna.Device.RemoveMicrophone("microphone");
        await _stage.PassAsync(10 * s_tick);
        Assert.Equal(10L, anna.Device.SoundSent);
        Assert.Equal(["muted True", "muted False"], caller.Others);
    }

    [Fact]
    public async Task Muted_and_held_sound_is_neither_sent_nor_counted()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (mouth, ear) = (new Mouth(), new Ear());
        var start = new StartCallOptions { OutgoingAudioOptions = new OutgoingAudioOptions { Stream = mouth.Stream, IsMuted = true } };
        var (caller, callee) = await _stage.ConnectAsync(anna, ben, start, new AcceptCallOptions { IncomingAudioOptions = ear.Options });
        Assert.True(caller.Sdk.IsOutgoingAudioMuted);
        Assert.True(Assert.Single(callee.Sdk.RemoteParticipants).IsMuted);
        await mouth.SayAsync(1000);
        await caller.Sdk.UnmuteOutgoingAudioAsync().Soon();
        await callee.Sdk.HoldAsync().Soon();
        await mouth.SayAsync(1000);
        await _stage.PassAsync(10 * s_tick);
        Assert.Equal((0L, 0), (anna.Device.SoundSent, ear.Buffers.Count));
        Assert.False(Assert.Single(callee.Sdk.RemoteParticipants).IsMuted);

        await callee.Sdk.ResumeAsync().Soon();
        await callee.Sdk.MuteIncomingAudioAsync().Soon();
        await mouth.SayAsync(1000);
        await _stage.PassAsync(10 * s_tick);
        Assert.Equal((1L, 0), (anna.Device.SoundSent, ear.Buffers.Count));
    }

    [Fact]
    public async Task Others_may_mute_and_the_muted_one_is_told()
    {
        var (caller, callee) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        await Assert.Single(caller.Sdk.RemoteParticipants).MuteAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal(["muted by others", "muted True"], callee.Others);
        Assert.Empty(caller.Others);
        await callee.Sdk.MuteAllRemoteParticipantsAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal(["muted by others", "muted True"], caller.Others);
    }

    [Fact]
    public async Task In_a_group_it_is_seen_who_speaks()
    {
        var group = Guid.NewGuid();
        var (anna, ben, mouth) = (await _stage.SignInAsync(), await _stage.SignInAsync(), new Mouth());
        await anna.Agent.JoinAsync(new GroupCallLocator(group), new JoinCallOptions { OutgoingAudioOptions = mouth.Options }).Soon();
        var listener = await ben.JoinAsync(group);
        await Until.True(() => anna.Agent.Calls.Single().State == CallState.Connected);
        await _stage.SettleAsync();
        var speaker = Assert.Single(listener.Sdk.RemoteParticipants);
        await mouth.SayAsync(3000);
        await _stage.SettleAsync();
        Assert.True(speaker.IsSpeaking);
        await mouth.SayAsync(3);
        await _stage.SettleAsync();
        Assert.False(speaker.IsSpeaking);
    }

    [Fact]
    public async Task Streams_are_changed_in_the_call_and_what_has_not_started_takes_nothing()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (mouth, ear) = (new Mouth(), new Ear());
        await Assert.ThrowsAnyAsync<Exception>(() => mouth.SayAsync(1));
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        await caller.Sdk.StartAudioAsync(mouth.Stream).Soon();
        await callee.Sdk.StartAudioAsync(ear.Stream).Soon();
        await _stage.SettleAsync();
        Assert.Same(mouth.Stream, caller.Sdk.ActiveOutgoingAudioStream);
        await mouth.SayAsync(7);
        await _stage.PassAsync(s_tick);
        Assert.Equal(7, Assert.Single(ear.Buffers)[0]);

        await caller.Sdk.StopAudioAsync(mouth.Stream).Soon();
        await _stage.SettleAsync();
        Assert.Equal((AudioStreamState.Stopped, null), (mouth.Stream.State, caller.Sdk.ActiveOutgoingAudioStream));
        await Assert.ThrowsAnyAsync<Exception>(() => mouth.SayAsync(1));
    }
}
