using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>Section 11 (audio and video), cameras and routes (rule 095), quality (rule 126).</summary>
public sealed class MediaSwitchTests : RuleTest
{
    private const string Caller = "[Ringing] bob:Accepted Connecting +bob/mic Connected";
    private const string Callee = "[Incoming] Connecting +alice/mic Connected";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task CALL_100_Video_starts_only_after_the_peer_agreed(bool cameraOff) => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        await FailsAsync(CallErrorCode.InvalidState, call.Session.SetCameraAsync(true));
        var asking = call.Session.RequestMediaAsync(CallMedia.Video);
        await PassAsync(5);
        Assert.Equal((Caller, Callee + " alice?Video"), (call.Trace, incoming.Trace));
        Assert.Equal((0, 0), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));

        var request = incoming.Session.Snapshot.MediaRequest!;
        await incoming.Session.AnswerMediaRequestAsync(request.RequestId, agree: true, new MediaRequestOptions { CameraOff = cameraOff });
        await PassAsync(2);

        Assert.Equal(MediaRequestOutcome.Agreed, await asking);
        Assert.Equal(Caller + " alice!Video" + (cameraOff ? "" : " bob/mic+cam bob*"), call.Trace);
        Assert.Equal(Callee + " alice?Video alice!Video alice/mic+cam alice*", incoming.Trace);
        Assert.Equal((30, cameraOff ? 0 : 30), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));
    });

    [Fact]
    public Task CALL_101_Back_to_audio_at_once_and_both_cameras_stop() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob, CallMedia.Video);
        await PassAsync(1);
        Assert.Equal(4, World.Media.OpenDevices());

        Assert.Equal(MediaRequestOutcome.Agreed, await incoming.Session.RequestMediaAsync(CallMedia.Audio));
        await RestAsync();
        Assert.Equal(2, World.Media.OpenDevices());
        await PassAsync(1);

        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic+cam Connected bob* bob!Audio", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic+cam Connected alice* bob!Audio", incoming.Trace);
        Assert.Equal((15, 15, 100, 100), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video), Sent("alice"), Sent("bob")));
        Assert.Equal((CallMedia.Audio, CallMedia.Audio), (call.Session.Snapshot.Media, incoming.Session.Snapshot.Media));
    });

    [Fact]
    public Task CALL_102_A_refused_and_an_expired_request_change_nothing_and_are_reported() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        var asking = call.Session.RequestMediaAsync(CallMedia.Video);
        await RestAsync();
        await FailsAsync(CallErrorCode.InvalidState, call.Session.RequestMediaAsync(CallMedia.Video));
        string id = incoming.Session.Snapshot.MediaRequest!.RequestId;
        await incoming.Session.AnswerMediaRequestAsync(id, agree: false);
        await RestAsync();
        Assert.Equal(MediaRequestOutcome.Refused, await asking);
        await FailsAsync(CallErrorCode.InvalidState, incoming.Session.AnswerMediaRequestAsync(id, agree: true));

        asking = call.Session.RequestMediaAsync(CallMedia.Video);
        await PassAsync(29.9);
        Assert.False(asking.IsCompleted);
        await PassAsync(0.1);
        Assert.Equal(MediaRequestOutcome.Expired, await asking);

        Assert.Equal(Caller + " ?Refused ?Expired", call.Trace);
        Assert.Equal(Callee + " alice?Video ?Refused alice?Video ?Expired", incoming.Trace);
        Assert.Equal((CallMedia.Audio, CallMedia.Audio), (call.Session.Snapshot.Media, incoming.Session.Snapshot.Media));
        Assert.Equal((0, 0), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));
    });

    [Fact]
    public Task CALL_102_Crossing_equal_requests_agree() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        var held = World.Faults.Hold(MockMatch.Command<CallCommand.AskMedia>());
        Task<MediaRequestOutcome>[] asking = [call.Session.RequestMediaAsync(CallMedia.Video), incoming.Session.RequestMediaAsync(CallMedia.Video)];
        await RestAsync();
        Assert.Equal(2, held.Held.Count);
        held.Dispose();
        await PassAsync(1);

        Assert.Equal([MediaRequestOutcome.Agreed, MediaRequestOutcome.Agreed], await Task.WhenAll(asking));
        Assert.Equal(Caller + " alice!Video bob/mic+cam bob*", call.Trace);
        Assert.Equal(Callee + " alice!Video alice/mic+cam alice*", incoming.Trace);
        Assert.Equal((15, 15), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CALL_102_Audio_beats_video(bool videoFirst) => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        var (fromAlice, fromBob) = (Hold("alice"), Hold("bob"));
        var asking = call.Session.RequestMediaAsync(CallMedia.Video);
        await RestAsync();
        if (videoFirst)
        {
            fromAlice.Dispose();
            await RestAsync();
        }

        var narrowing = incoming.Session.RequestMediaAsync(CallMedia.Audio);
        await RestAsync();
        fromBob.Dispose();
        await RestAsync();
        fromAlice.Dispose();
        await RestAsync();

        // Of a call for audio nothing is left to narrow: only a request that waits is taken away.
        Assert.Equal(MediaRequestOutcome.Agreed, await narrowing);
        Assert.Equal(videoFirst ? Caller + " ?Withdrawn" : Caller, call.Trace);
        Assert.Equal(videoFirst ? Callee + " alice?Video ?Withdrawn" : Callee + " alice?Video", incoming.Trace);
        if (videoFirst)
        {
            Assert.Equal(MediaRequestOutcome.Withdrawn, await asking);
        }

        Assert.Equal((0, 0), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));

        MockHold Hold(string user) => World.Faults.Hold(MockMatch.Command<CallCommand.AskMedia>().Of(user));
    });

    [Fact]
    public Task CALL_102_With_consent_off_it_is_agreed_at_once_and_the_camera_stays_off() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var bob = await EnterAsync("bob", settings: o => o.SwitchConsent = SwitchConsent.Off);
        var (call, incoming) = await ConnectAsync(alice, bob);

        Assert.Equal(MediaRequestOutcome.Agreed, await call.Session.RequestMediaAsync(CallMedia.Video));
        await PassAsync(1);

        Assert.Equal((Caller + " alice!Video", Callee + " alice!Video alice/mic+cam alice*"), (call.Trace, incoming.Trace));
        Assert.Equal((15, 0), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video)));
        await incoming.Session.SetCameraAsync(true);
        await PassAsync(1);
        Assert.Equal(Caller + " alice!Video bob/mic+cam bob*", call.Trace);
    });

    [Fact]
    public Task CALL_095_142_Cameras_and_routes_are_chosen_where_declared() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.CameraSwitch | CallCapabilities.AudioRoute));
        var ringing = await alice.CallAsync("bob", CallMedia.Video);
        await FailsAsync(CallErrorCode.InvalidState, () => ringing.Session.Media.SwitchCameraAsync(CameraFacing.Back).AsTask());
        await ringing.HangUpAsync();
        var (call, incoming) = await ConnectAsync(alice, bob, CallMedia.Video);

        await call.Session.Media.SwitchCameraAsync(CameraFacing.Back);
        await call.Session.Media.SetAudioRouteAsync(AudioRoute.Speaker);
        await call.Session.Media.SetAudioRouteAsync(AudioRoute.Earpiece);
        var error = await FailsAsync(CallErrorCode.NotSupported, () => incoming.Session.Media.SwitchCameraAsync(CameraFacing.Back).AsTask());
        Assert.Equal(CallCapabilities.CameraSwitch, error.Capability);
        await FailsAsync(CallErrorCode.NotSupported, () => incoming.Session.Media.SetAudioRouteAsync(AudioRoute.Speaker).AsTask());

        Assert.Equal([CameraFacing.Back], World.Media.CameraSwitches("alice"));
        Assert.Equal([AudioRoute.Speaker, AudioRoute.Earpiece], World.Media.AudioRoutes("alice"));
        Assert.Equal((0, 0), (World.Media.CameraSwitches("bob").Count, World.Media.AudioRoutes("bob").Count));
    });

    [Fact]
    public Task CALL_126_Quality_is_told_when_it_changes_and_only_then() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        await PassAsync(2);
        using (World.Faults.Media.Impair("bob", loss: 0.01))
        using (World.Faults.Media.Impair("bob", loss: 0.05))
        {
            await PassAsync(2);
            using (World.Faults.Media.Impair("alice", loss: 0, roundTrip: TimeSpan.FromSeconds(0.9)))
            {
                await PassAsync(2);
                var stats = Assert.Single(await call.Session.Media.GetStatsAsync());
                Assert.Equal(TimeSpan.FromSeconds(0.9), stats.RoundTripTime);
                Assert.Equal((290, 10), Assert.Single(stats.Streams, s => s is { IsOutgoing: false, Kind: MediaKind.Audio }) is var s ? (s.Packets, s.PacketsLost) : default);
                World.Faults.Media.Impair("bob", loss: 0, roundTrip: TimeSpan.FromSeconds(1.5)).Dispose();
            }
        }

        await PassAsync(2);
        Assert.Equal(Caller + " bob~Good bob~Poor bob~Bad bob~VeryBad bob~Bad bob~Poor bob~Good bob~Excellent", call.Trace);
        Assert.Equal(Callee + " alice~Good alice~Poor alice~Bad alice~VeryBad alice~Bad alice~Poor alice~Good alice~Excellent", incoming.Trace);
        Assert.Equal((400, 390), (Sent("alice"), World.Media.FramesReceived("bob", MediaKind.Audio)));
    });
}
