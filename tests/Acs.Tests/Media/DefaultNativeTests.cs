using Calling.Acs.Tests.Native;
using Calling.Tests;

namespace Calling.Acs.Tests.Media;

/// <summary>Native mode where the SDK captures by itself: it captures what the user wants, while the call allows it, and nothing after the end.</summary>
public sealed class DefaultNativeTests : IAsyncDisposable
{
    private readonly Neighbours _people = new();
    private readonly SdkCommands _commands;
    private ICallClient _alice = null!;
    private ICallClient _bob = null!;

    public DefaultNativeTests() => _commands = new(_people.Device("alice"));

    [Fact]
    public async Task CALL_090_nothing_is_captured_or_sent_while_it_rings()
    {
        var (_, incoming) = await RingAsync(CallMedia.Video);
        Assert.Equal((false, false), Captured("bob"));
        Assert.Equal((false, false), Captured("alice"));
        Assert.Equal((0, 0), (_people.Device("bob").SoundSent, _people.Device("bob").PicturesSent));
        await incoming.AcceptAsync();
        await Until.True(() => Captured("alice") == (true, true) && Captured("bob") == (true, true));
        await Until.True(() => _people.Device("bob").SoundSent > 3 && _people.Device("bob").PicturesSent > 3);
    }

    [Fact]
    public async Task CALL_092_microphone_and_camera_act_at_once_and_the_other_learns_it()
    {
        var (outgoing, incoming) = await ConnectAsync(CallMedia.Video);
        await Until.True(() => Captured("alice") == (true, true) && Shown(incoming, "alice") == (true, true));
        await outgoing.SetMicrophoneAsync(false);
        await Until.True(() => Captured("alice") == (false, true) && Shown(incoming, "alice") == (false, true));
        await outgoing.SetCameraAsync(false);
        await Until.True(() => Captured("alice") == (false, false) && Shown(incoming, "alice") == (false, false));
        await outgoing.SetMicrophoneAsync(true);
        await outgoing.SetCameraAsync(true);
        await Until.True(() => Captured("alice") == (true, true) && Shown(incoming, "alice") == (true, true));
    }

    [Fact]
    public async Task CALL_093_what_is_off_from_the_start_is_never_captured()
    {
        var (outgoing, incoming) = await ConnectAsync(CallMedia.Video, o => (o.MicrophoneOff, o.CameraOff) = (true, true));
        await Until.True(() => Captured("bob") == (true, true));
        await incoming.HangUpAsync();
        await Neighbours.EndsAsync(outgoing);
        Assert.Equal((0, 0), (_commands.Count("UnmuteOutgoingAudioAsync"), _commands.Count("StartVideoAsync")));
        Assert.Equal((0, 0), (_people.Device("alice").SoundSent, _people.Device("alice").PicturesSent));
    }

    [Fact]
    public async Task CALL_099_accepting_an_audio_call_does_not_turn_the_camera_on()
    {
        var (outgoing, incoming) = await ConnectAsync(CallMedia.Audio);
        await Until.True(() => Captured("alice") == (true, false) && Captured("bob") == (true, false));
        await incoming.HangUpAsync();
        await Neighbours.EndsAsync(outgoing);
        Assert.Equal(0, _commands.Count("StartVideoAsync"));
        Assert.Equal((0, 0), (_people.Device("alice").PicturesSent, _people.Device("bob").PicturesSent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_096_all_capture_stops_when_the_call_ends(bool here)
    {
        var (outgoing, incoming) = await ConnectAsync(CallMedia.Video);
        await Until.True(() => Captured("alice") == (true, true));
        await (here ? outgoing : incoming).HangUpAsync();
        await Neighbours.EndsAsync(outgoing);
        await Until.True(() => Captured("alice") == (false, false) && Captured("bob") == (false, false));
    }

    [Fact]
    public async Task CALL_037_a_hang_up_that_the_SDK_does_not_carry_out_stops_capture_all_the_same()
    {
        var (outgoing, _) = await ConnectAsync(CallMedia.Video);
        await Until.True(() => Captured("alice") == (true, true));
        var held = _commands.Hold("HangUpAsync");
        var ending = outgoing.HangUpAsync();
        await Until.True(() => Captured("alice") == (false, false));
        held.SetResult();
        await ending.Soon();
        await Neighbours.EndsAsync(outgoing);
    }

    [Fact]
    public async Task CALL_094_a_camera_that_goes_and_comes_is_told_and_the_call_goes_on()
    {
        var (outgoing, _) = await ConnectAsync(CallMedia.Video);
        var warnings = new Warnings(outgoing);
        await Until.True(() => Captured("alice") == (true, true));
        _people.Device("alice").RemoveCamera("camera");
        await Until.True(() => warnings.Count(CallWarningCode.CameraUnavailable) == 1);
        Assert.Equal((true, false), Captured("alice"));
        await outgoing.SetCameraAsync(true);
        await Until.True(() => warnings.Count(CallWarningCode.CameraUnavailable) == 2);
        _people.Device("alice").AddCamera("camera");
        await outgoing.SetCameraAsync(true);
        await Until.True(() => Captured("alice") == (true, true));
        Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
    }

    [Fact]
    public async Task CALL_094_a_microphone_that_is_missing_from_the_start_is_told()
    {
        _people.Device("alice").RemoveMicrophone("microphone");
        var (outgoing, incoming) = await RingAsync(CallMedia.Audio);
        var warnings = new Warnings(outgoing);
        await incoming.AcceptAsync();
        await Until.True(() => warnings.Count(CallWarningCode.MicrophoneUnavailable) == 1);
        await Until.True(() => Captured("bob") == (true, false));
        _people.Device("alice").AddMicrophone("microphone");
        await outgoing.SetMicrophoneAsync(true);
        await Until.True(() => Captured("alice") == (true, false));
    }

    public ValueTask DisposeAsync() => _people.DisposeAsync();

    private static (bool Microphone, bool Camera) Shown(ICallSession call, string user)
    {
        var shown = call.Snapshot.Participants.First(p => p.UserId == user).Media;
        return (shown.MicrophoneOn, shown.CameraOn);
    }

    private (bool Microphone, bool Camera) Captured(string user) => (_people.Device(user).MicrophoneRuns, _people.Device(user).CameraRuns);

    private async Task<(ICallSession Outgoing, ICallSession Incoming)> RingAsync(CallMedia media, Action<CallOptions>? configure = null)
    {
        (_alice, _bob) = (await _people.EnterAsync("alice"), await _people.EnterAsync("bob"));
        var outgoing = await _alice.CallAsync("bob", media, o => configure?.Invoke(o));
        return (outgoing, await Neighbours.HasAsync(_bob, CallState.Incoming));
    }

    private async Task<(ICallSession Outgoing, ICallSession Incoming)> ConnectAsync(CallMedia media, Action<CallOptions>? configure = null)
    {
        var (outgoing, incoming) = await RingAsync(media, configure);
        await incoming.AcceptAsync();
        await Neighbours.HasAsync(_alice, CallState.Connected);
        return (outgoing, incoming);
    }
}
