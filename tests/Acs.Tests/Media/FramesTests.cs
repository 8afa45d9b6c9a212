using System.Collections.Concurrent;
using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;
using Calling.Tests;
using static Calling.Acs.Tests.Media.GroupStage;

namespace Calling.Acs.Tests.Media;

/// <summary>What comes and goes as frames, where the SDK does not do as it is asked.</summary>
public class FramesTests
{
    [Fact]
    public async Task Pictures_that_do_not_start_cost_nobody_elses_and_come_once_when_they_do()
    {
        await using var stage = new GroupStage(frames: true);
        var (carols, pattern) = (new CallParty("carol", "tablet"), new VideoSource.Frames(new PatternFrames()));
        var (alice, _, bob) = await stage.ConnectAsync(video: pattern);
        var (carol, _) = await stage.EnterAsync(carols, Bob, video: pattern);
        string start = $"Start {await stage.IdAsync(Alice)}";
        var commands = new SdkCommands(stage.Device(Bob));
        commands.Fail(start);
        alice.SetGate(MediaKind.Video, true);
        carol.SetGate(MediaKind.Video, true);
        await stage.Session(Bob).UpdateAsync(new([new(Alice, new(true, true), false), new(carols, new(true, true), false)]), default);
        await Until.True(() => bob.Signals.Contains(new MediaSignal.FirstVideoFrame(carols)) && commands.Count(start) > 1);
        commands.Let(start);

        // Something changes, and they are tried again.
        alice.SetGate(MediaKind.Audio, true);
        await Until.True(() => bob.Signals.Contains(new MediaSignal.FirstVideoFrame(Alice)));
        var seen = new Seen();
        using (stage.Session(Bob).AddVideoSink(Alice.UserId, seen))
        {
            await Until.True(() => seen.Times.Count > 10);
        }

        Assert.Equal(seen.Times.Count, seen.Times.Distinct().Count());
        Assert.Equal(2, bob.Count<MediaSignal.FirstVideoFrame>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Buffers_of_sound_are_given_back_whoever_disposes_them(bool sdkDisposes)
    {
        await using var stage = new GroupStage(frames: true, new EmulatorSettings { DisposesIncomingSound = sdkDisposes });
        var (alice, _, _) = await stage.ConnectAsync(new AudioSource.Frames(new ToneFrames()));
        alice.SetGate(MediaKind.Audio, true);
        var heard = new Ears();
        using (stage.Session(Bob).AddAudioSink(Alice.UserId, heard))
        {
            await Until.True(() => heard.Count > 20);
        }

        await alice.DisposeAsync();
        await stage.Session(Bob).DisposeAsync();
        await Until.True(() => stage.Device(Bob).SoundBuffersHeld == 0);
    }

    [Fact]
    public async Task CALL_037_a_microphone_that_takes_the_place_of_frames_is_captured_only_while_its_gate_is_open()
    {
        await using var stage = new GroupStage(frames: true);
        var device = stage.Device(Alice);
        var commands = new SdkCommands(device);
        var (alice, _, _) = await stage.ConnectAsync();
        Assert.Equal(0, commands.Count("StartAudioAsync"));
        alice.SetGate(MediaKind.Audio, true);
        await Until.True(() => device.MicrophoneRuns);
        alice.SetGate(MediaKind.Audio, false);
        await Until.True(() => !device.MicrophoneRuns);
        alice.SetGate(MediaKind.Audio, true);
        await Until.True(() => device.MicrophoneRuns);
        Assert.Equal(1, commands.Count("StartAudioAsync"));
        await alice.DisposeAsync();
        Assert.False(device.MicrophoneRuns);
    }

    [Fact]
    public async Task CALL_096_a_microphone_that_is_being_opened_when_the_session_ends_does_not_stay_open()
    {
        await using var stage = new GroupStage(frames: true);
        var device = stage.Device(Alice);
        var commands = new SdkCommands(device);
        var (alice, _, _) = await stage.ConnectAsync();
        var (held, stuck) = (commands.Hold("StartAudioAsync"), commands.Hold("HangUpAsync"));
        alice.SetGate(MediaKind.Audio, true);
        await Until.True(() => commands.Count("StartAudioAsync") == 1);
        var disposing = alice.DisposeAsync().AsTask();
        held.SetResult();
        await Until.True(() => commands.Count("HangUpAsync") == 1);
        Assert.False(device.MicrophoneRuns);
        stuck.SetResult();
        await disposing.Soon();
    }

    [Fact]
    public async Task A_session_that_ends_while_it_starts_leaves_nothing_behind()
    {
        await using var people = new Native.Neighbours();
        var (alice, bob) = (await people.EnterAsync("alice", configure: o => o.Frames = true), await people.EnterAsync("bob"));
        var commands = new SdkCommands(people.Device("alice"));
        var held = commands.Hold("GetDeviceManagerAsync");
        var call = await alice.CallAsync("bob", CallMedia.Audio, o => o.AudioSource = new AudioSource.Microphone("microphone"));
        await (await Native.Neighbours.HasAsync(bob, CallState.Incoming)).AcceptAsync();
        await Until.True(() => commands.Count("GetDeviceManagerAsync") == 1);
        commands.Fail("HangUpAsync");
        var ending = call.HangUpAsync();
        await Native.Neighbours.EndsAsync(call);
        held.SetResult();
        await ending.Soon();
        commands.Let("HangUpAsync");
        await alice.DisposeAsync();
        Assert.Equal(0, commands.Count("StartAudioAsync"));
        Assert.False(people.Device("alice").MicrophoneRuns);
    }

    private sealed class Seen : IVideoSink
    {
        public ConcurrentQueue<TimeSpan> Times { get; } = new();

        public void OnFrame(in VideoFrame frame) => Times.Enqueue(frame.Timestamp);
    }

    private sealed class Ears : IAudioSink
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void OnFrame(in AudioFrame frame) => Interlocked.Increment(ref _count);
    }
}
