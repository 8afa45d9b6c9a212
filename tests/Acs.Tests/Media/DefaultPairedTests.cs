using Azure.Communication.Calling.WindowsClient;
using Calling.Acs.Tests.Paired;
using Calling.Media;
using Calling.Providers;
using Calling.Tests;
using static Calling.Acs.Tests.Media.GroupStage;

namespace Calling.Acs.Tests.Media;

/// <summary>Paired mode where the SDK captures by itself: what it captures is what the gates let through, and nothing after the end.</summary>
public sealed class DefaultPairedTests : IAsyncDisposable
{
    private readonly GroupStage _stage = new(frames: false);
    private readonly SdkCommands _commands;

    public DefaultPairedTests() => _commands = new(_stage.Device(Alice));

    private (bool Microphone, bool Camera) Captured => (_stage.Device(Alice).MicrophoneRuns, _stage.Device(Alice).CameraRuns);

    [Fact]
    public async Task CALL_090_nothing_is_captured_or_sent_before_a_gate_opens()
    {
        var (session, _, _) = await _stage.ConnectAsync();
        Assert.Equal((false, false), Captured);
        Assert.Equal((0, 0), (_stage.Device(Alice).SoundSent, _stage.Device(Alice).PicturesSent));
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => _stage.Device(Alice).SoundSent > 3);
        Assert.Equal((true, false), Captured);
        session.SetGate(MediaKind.Video, true);
        await Until.True(() => _stage.Device(Alice).PicturesSent > 3);
    }

    [Fact]
    public async Task CALL_092_a_gate_that_is_shut_stops_the_device_and_opens_it_again()
    {
        var (session, alice, _) = await OpenAsync();
        session.SetGate(MediaKind.Audio, false);
        await Until.True(() => Captured == (false, true));
        session.SetGate(MediaKind.Video, false);
        await Until.True(() => Captured == (false, false));
        session.SetGate(MediaKind.Audio, true);
        session.SetGate(MediaKind.Video, true);
        await Until.True(() => Captured == (true, true));
        Assert.Equal(0, alice.Count<MediaSignal.DeviceUnavailable>());
    }

    [Fact]
    public async Task CALL_096_a_group_that_is_left_is_left_with_nothing_captured()
    {
        var (session, _, bob) = await OpenAsync();
        await session.DisposeAsync().AsTask().Soon();
        Assert.Equal((false, false), Captured);
        await Until.True(() => bob.Count<MediaSignal.PeerInterrupted>() == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_096_a_group_that_the_SDK_does_not_leave_is_left_with_the_sign_in(bool hangs)
    {
        var (session, _, bob) = await OpenAsync();
        var held = hangs ? _commands.Hold("HangUpAsync") : null;
        if (!hangs)
        {
            _commands.Fail("HangUpAsync");
        }

        await session.DisposeAsync().AsTask().Soon();
        Assert.Equal((false, false), Captured);
        Assert.Equal(hangs ? 1 : 2, _commands.Count("HangUpAsync"));
        await Until.True(() => bob.Count<MediaSignal.PeerInterrupted>() == 1);
        held?.SetResult();
    }

    [Fact]
    public async Task CALL_037_what_is_captured_is_stopped_before_the_group_is_left()
    {
        var (session, _, _) = await OpenAsync();
        var held = _commands.Hold("HangUpAsync");
        var disposing = session.DisposeAsync().AsTask();
        await Until.True(() => Captured == (false, false));
        Assert.Equal((1, 1), (_commands.Count("MuteOutgoingAudioAsync"), _commands.Count("StopVideoAsync")));
        Assert.False(disposing.IsCompleted);
        held.SetResult();
        await disposing.Soon();
    }

    [Fact]
    public async Task CALL_096_an_SDK_that_does_not_mute_is_left_all_the_same()
    {
        var (session, _, bob) = await OpenAsync();
        var held = _commands.Hold("MuteOutgoingAudioAsync");
        await session.DisposeAsync().AsTask().Soon();
        Assert.Equal((false, false), Captured);
        await Until.True(() => bob.Count<MediaSignal.PeerInterrupted>() == 1);
        held.SetResult();
    }

    [Fact]
    public async Task CALL_094_a_camera_that_is_missing_is_told_each_time_it_is_switched_on_and_found_when_it_is_there()
    {
        _stage.Device(Alice).RemoveCamera("camera");
        var (session, alice, _) = await _stage.ConnectAsync();
        Assert.Equal(0, alice.Count<MediaSignal.DeviceUnavailable>());
        for (int times = 1; times <= 2; times++)
        {
            session.SetGate(MediaKind.Video, true);
            await ToldAsync(alice, MediaKind.Video, times);
            session.SetGate(MediaKind.Video, false);
        }

        _stage.Device(Alice).AddCamera("new");
        session.SetGate(MediaKind.Video, true);
        await Until.True(() => Captured == (false, true));
        Assert.Equal(2, alice.Count<MediaSignal.DeviceUnavailable>());
    }

    [Fact]
    public async Task CALL_094_a_camera_that_is_unplugged_is_told_once_and_no_other_is_started_unasked()
    {
        var (session, alice, _) = await OpenAsync();
        _stage.Device(Alice).AddCamera("other");
        _stage.Device(Alice).RemoveCamera("camera");
        await ToldAsync(alice, MediaKind.Video, 1);
        Assert.False(_stage.Device(Alice).CameraRuns);
        session.SetGate(MediaKind.Video, false);
        session.SetGate(MediaKind.Video, true);
        await Until.True(() => Captured == (true, true));
        Assert.Equal(1, alice.Count<MediaSignal.DeviceUnavailable>());
        Assert.Equal(0, alice.Count<MediaSignal.Failed>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("microphone")]
    public async Task CALL_094_a_microphone_that_is_missing_or_unplugged_is_told(string? chosen)
    {
        var (session, alice, _) = await _stage.ConnectAsync(new AudioSource.Microphone(chosen));
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => Captured == (true, false));
        _stage.Device(Alice).RemoveMicrophone("microphone");
        await ToldAsync(alice, MediaKind.Audio, 1);
        session.SetGate(MediaKind.Audio, false);
        session.SetGate(MediaKind.Audio, true);
        await ToldAsync(alice, MediaKind.Audio, 2);
        session.SetGate(MediaKind.Audio, false);
        _stage.Device(Alice).AddMicrophone("microphone");
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => Captured == (true, false));
    }

    [Theory]
    [InlineData(MediaKind.Audio)]
    [InlineData(MediaKind.Video)]
    public async Task CALL_094_the_apps_own_frames_are_never_replaced_by_a_device(MediaKind kind)
    {
        var (session, alice, _) = await _stage.ConnectAsync(new AudioSource.Frames(new ToneFrames()), new VideoSource.Frames(new PatternFrames()));
        session.SetGate(kind, true);
        await ToldAsync(alice, kind, 1);
        await session.DisposeAsync().AsTask().Soon();
        Assert.Equal((0, 0), (_commands.Count("UnmuteOutgoingAudioAsync"), _commands.Count("StartVideoAsync")));
    }

    [Fact]
    public async Task CALL_099_somebody_who_mutes_this_device_is_told_of_and_nobody_unmutes_it()
    {
        var (session, alice, _) = await OpenAsync();
        var other = await _stage.EnterAsync(new("carol", "tablet"), Alice);
        await Until.True(() => Sdk(other.Session) is { } call && call.RemoteParticipants.Count == 2);
        await Sdk(other.Session)!.MuteAllRemoteParticipantsAsync();
        await ToldAsync(alice, MediaKind.Audio, 1);
        Assert.Equal((false, true), Captured);
        session.SetGate(MediaKind.Audio, false);
        session.SetGate(MediaKind.Audio, true);
        await Until.True(() => Captured == (true, true));
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private static CommunicationCall? Sdk(IMediaSession session) => (CommunicationCall?)((IServiceProvider)session).GetService(typeof(CommunicationCall));

    private static async Task ToldAsync(Heard heard, MediaKind kind, int times) =>
        await Until.True(() => heard.Signals.OfType<MediaSignal.DeviceUnavailable>().Count(s => s.Kind == kind) == times);

    /// <summary>Both gates are open.</summary>
    private async Task<(IMediaSession Session, Heard Alice, Heard Bob)> OpenAsync()
    {
        var (session, alice, bob) = await _stage.ConnectAsync();
        session.SetGate(MediaKind.Audio, true);
        session.SetGate(MediaKind.Video, true);
        await Until.True(() => Captured == (true, true));
        return (session, alice, bob);
    }
}
