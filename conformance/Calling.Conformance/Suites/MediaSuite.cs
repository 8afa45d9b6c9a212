using Calling.Media;

namespace Calling.Conformance;

/// <summary>Section 10: media, mute and privacy.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class MediaSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Frames = CallCapabilities.RawMedia | CallCapabilities.RingingSignal;

    [Spec("CALL-090", Requires = Frames, Needs = Hooks.Wire)]
    public async Task Nobody_sends_while_it_rings()
    {
        var pair = await RingAsync();
        using var seen = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        using var heard = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.PassAsync(500);
        foreach (var person in Stage.People)
        {
            Assert.Equal(0, await Stage.SentAsync(person, MediaKind.Audio));
            Assert.Equal(0, await Stage.SentAsync(person, MediaKind.Video));
        }

        Assert.Equal((0, 0, 0, 0), (seen.Pictures, seen.Sounds, heard.Pictures, heard.Sounds));
        Assert.Empty(await pair.In.Media.GetStatsAsync());
        await ReadAsync(pair, "Ringing", "");
        await QuietAsync();
    }

    [Spec(["CALL-091", "CALL-124"], Requires = Frames)]
    public async Task Sound_and_pictures_flow_both_ways_and_the_first_picture_is_told_once()
    {
        var pair = await ConnectAsync();
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(
            () => atAlice is { Pictures: > 10, Sounds: > 10 } && atBob is { Pictures: > 10, Sounds: > 10 }, "media both ways");
        if (Fixture.Camera is VideoSource.TestPattern pattern)
        {
            Assert.Equal((pattern.Width, pattern.Height), atBob.Size);
        }

        var stats = Assert.Single(await pair.In.Media.GetStatsAsync());
        Assert.Equal("alice", Stage.NameOf(stats.UserId));
        Assert.Contains(stats.Streams, s => s is { Kind: MediaKind.Video, IsOutgoing: false, Packets: > 0 });
        await pair.Out.HangUpAsync();
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)",
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)");
        Assert.Equal(1, pair.Alice.Log(pair.Out).Count<CallEvent.FirstVideoFrame>());
        Assert.Equal(1, pair.Bob.Log(pair.In).Count<CallEvent.FirstVideoFrame>());
        await QuietAsync();
    }

    [Spec("CALL-091", Aspect = "audio call", Requires = Frames, Needs = Hooks.Wire)]
    public async Task An_audio_call_has_no_pictures()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(() => atBob.Sounds > 20, "sound");
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.SetCameraAsync(true));
        Assert.Equal(0, atBob.Pictures);
        Assert.Equal(0, await Stage.SentAsync(pair.Alice, MediaKind.Video));
        Assert.Equal(0, await Stage.SentAsync(pair.Bob, MediaKind.Video));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-092", Aspect = "camera", Requires = Frames)]
    public async Task Camera_off_stops_pictures_is_told_and_comes_back()
    {
        var pair = await ConnectAsync();
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(() => atBob.Pictures > 3, "pictures");
        await pair.Out.SetCameraAsync(false);
        await ReadsAsync("Connecting +alice Connected alice:mic", pair.Bob.Log(pair.In));
        await Stage.PassAsync(400);
        int before = atBob.Pictures;
        await Stage.PassAsync(400);
        Assert.Equal(before, atBob.Pictures);
        await pair.Out.SetCameraAsync(true);
        await Stage.UntilAsync(() => atBob.Pictures > before + 3, "pictures again");
        await Stage.UntilAsync(() => pair.Bob.Log(pair.In).Count<CallEvent.FirstVideoFrame>() == 2, "a first picture again");
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected alice:mic alice:miccam");
        await QuietAsync();
    }

    [Spec("CALL-092", Aspect = "microphone", Requires = Frames)]
    public async Task Microphone_off_stops_sound_is_told_and_comes_back()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => atAlice.Sounds > 3, "sound");
        await pair.In.SetMicrophoneAsync(false);
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected bob:", pair.Alice.Log(pair.Out));
        await Stage.PassAsync(400);
        int before = atAlice.Sounds;
        await Stage.PassAsync(400);
        Assert.Equal(before, atAlice.Sounds);
        await pair.In.SetMicrophoneAsync(true);
        await Stage.UntilAsync(() => atAlice.Sounds > before + 3, "sound again");
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected bob: bob:mic", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-093", Requires = Frames)]
    public async Task What_is_off_before_the_answer_is_off_from_the_first_packet()
    {
        var pair = await RingAsync(configure: o => o.CameraOff = true);
        await pair.In.SetMicrophoneAsync(false);
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await pair.Bob.AcceptAsync(pair.In);
        await Stage.UntilAsync(() => atAlice.Pictures > 5 && atBob.Sounds > 5, "what is on");
        Assert.Equal((0, 0), (atBob.Pictures, atAlice.Sounds));
        Assert.Equal(new MediaState(false, true), pair.Out.Snapshot.Participants[0].Media);
        Assert.Equal(new MediaState(true, false), pair.In.Snapshot.Participants[0].Media);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-094", Requires = Frames)]
    public async Task A_missing_camera_is_a_warning_and_the_call_goes_on()
    {
        var pair = await ConnectAsync(accept: o => o.VideoSource = Fixture.MissingCamera);
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => pair.Bob.Log(pair.In).Count<CallEvent.Warning>() == 1, "the warning");
        await Stage.UntilAsync(() => atAlice.Sounds > 5, "sound");
        await Stage.UntilAsync(() => !pair.Out.Snapshot.Participants[0].Media.CameraOn, "alice knows");
        Assert.Equal(0, atAlice.Pictures);
        Assert.Contains(pair.Bob.Log(pair.In).Events, e => e is CallEvent.Warning { Code: CallWarningCode.CameraUnavailable });
        Assert.Equal((CallState.Connected, CallState.Connected), (pair.Out.Snapshot.State, pair.In.Snapshot.State));
    }

    [Spec("CALL-096", Requires = Frames)]
    public async Task All_media_is_closed_however_the_call_ends()
    {
        Func<Pair, Task>[] endings =
        [
            p => p.Out.HangUpAsync(),
            p => p.In.HangUpAsync(),
            async p => await p.In.DisposeAsync(),
            p => p.Out.HangUpAsync(),
        ];
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        foreach (var end in endings)
        {
            var pair = await RingAsync(alice, bob);
            await bob.AcceptAsync(pair.In);
            await ConnectedAsync(pair);
            await end(pair);
            await CompletesAsync(alice.Log(pair.Out), bob.Log(pair.In));
            await Stage.UntilAsync(() => !alice.Media.IsOpen(pair.Out.CallId) && !bob.Media.IsOpen(pair.In.CallId), "the media is closed");
        }
    }

    [Spec("CALL-098", Aspect = "preview", Requires = Frames, Needs = Hooks.Wire)]
    public async Task A_preview_runs_while_it_rings_and_sends_nothing()
    {
        var pair = await RingAsync();
        var sink = new CountingSink();
        await using (await pair.Bob.Client.StartPreviewAsync(Fixture.Camera, sink))
        {
            await Stage.UntilAsync(() => sink.Pictures > 3, "preview");
            Assert.Equal(0, await Stage.SentAsync(pair.Bob, MediaKind.Video));
        }

        int after = sink.Pictures;
        await Stage.PassAsync(300);
        Assert.Equal(after, sink.Pictures);
        await ReadAsync(pair, "Ringing", "");
        await QuietAsync();
    }

    [Spec("CALL-098", Aspect = "attach and detach", Requires = Frames)]
    public async Task Pictures_may_be_attached_and_detached_at_any_time()
    {
        var pair = await ConnectAsync();
        for (int i = 0; i < 3; i++)
        {
            var seen = new Senses(pair.In.Media, pair.Alice.Party.UserId);
            await Stage.UntilAsync(() => seen.Pictures > 3, "pictures");
            seen.Dispose();
            int after = seen.Pictures;
            await Stage.PassAsync(200);
            Assert.Equal(after, seen.Pictures);
        }
    }

    [Spec("CALL-099", Requires = Frames)]
    public async Task Accepting_turns_the_camera_on_unless_told_otherwise()
    {
        var pair = await ConnectAsync(accept: o => o.CameraOff = true);
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => atAlice.Sounds > 10, "sound");
        Assert.Equal(0, atAlice.Pictures);
        Assert.False(pair.In.Snapshot.LocalMedia.CameraOn);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-095", Aspect = "camera", Requires = Frames | CallCapabilities.CameraSwitch)]
    public async Task The_camera_can_be_switched_during_a_call()
    {
        var pair = await RingAsync();
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.Media.SwitchCameraAsync(CameraFacing.Back).AsTask());
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        using var seen = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        foreach (var facing in new[] { CameraFacing.Back, CameraFacing.Front })
        {
            await pair.In.Media.SwitchCameraAsync(facing);
            int before = seen.Pictures;
            await Stage.UntilAsync(() => seen.Pictures > before + 3, "pictures go on");
        }

        await OverAsync(pair, () => pair.In.Media.SwitchCameraAsync(CameraFacing.Back).AsTask());
    }

    [Spec("CALL-095", Aspect = "audio route", Requires = Frames | CallCapabilities.AudioRoute)]
    public async Task The_audio_route_can_be_chosen_during_a_call()
    {
        var pair = await RingAsync(CallMedia.Audio);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.Media.SetAudioRouteAsync(AudioRoute.Speaker).AsTask());
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        using var heard = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        foreach (var route in new[] { AudioRoute.Speaker, AudioRoute.Earpiece })
        {
            await pair.In.Media.SetAudioRouteAsync(route);
            int before = heard.Sounds;
            await Stage.UntilAsync(() => heard.Sounds > before + 3, "sound goes on");
        }

        await OverAsync(pair, () => pair.In.Media.SetAudioRouteAsync(AudioRoute.Speaker).AsTask());
    }

    [Spec("CALL-126", Requires = Frames, Needs = Hooks.Quality)]
    public async Task Quality_that_changes_is_told_and_the_call_goes_on()
    {
        var pair = await ConnectAsync();
        var (atAlice, atBob) = (pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        Assert.Equal((0, 0), (atAlice.Count<CallEvent.NetworkQualityChanged>(), atBob.Count<CallEvent.NetworkQualityChanged>()));
        var impaired = Fixture.Quality!.Impair(pair.Bob.Party);
        await Stage.UntilAsync(() => Last(atAlice) is { Quality: > NetworkQuality.Good }, "alice is told", TimeSpan.FromSeconds(30));
        Assert.Equal("bob", Stage.NameOf(Last(atAlice)!.UserId));
        impaired.Dispose();
        await Stage.UntilAsync(() => Last(atAlice) is { Quality: <= NetworkQuality.Good }, "alice is told that it is well again", TimeSpan.FromSeconds(30));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();

        static CallEvent.NetworkQualityChanged? Last(EventLog log) => log.Events.OfType<CallEvent.NetworkQualityChanged>().LastOrDefault();
    }

    private async Task OverAsync(Pair pair, Func<Task> operation)
    {
        await pair.Out.HangUpAsync();
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)",
            "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)");
        await FailsAsync(CallErrorCode.InvalidState, operation);
        await QuietAsync();
    }
}
