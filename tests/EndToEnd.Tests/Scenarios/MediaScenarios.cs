using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>Section 10: media, mute and privacy.</summary>
public abstract class MediaScenarios(Stage stage) : ScenarioBase(stage)
{
    [Fact]
    public async Task CALL_090_a_ringing_callee_sends_nothing()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        using var seen = new Counter(outgoing.Media, "bob");
        using var heard = new Counter(incoming.Media, "alice");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(500));
        foreach (var person in new[] { alice, bob })
        {
            Assert.Equal(0, await Stage.SentAsync(person, MediaKind.Audio));
            Assert.Equal(0, await Stage.SentAsync(person, MediaKind.Video));
        }

        Assert.Equal((0, 0), (seen.Pictures, seen.Sounds));
        Assert.Equal((0, 0), (heard.Pictures, heard.Sounds));
        Assert.Empty(await incoming.Media.GetStatsAsync());
    }

    [Fact]
    public async Task CALL_091_sound_and_pictures_flow_both_ways_and_the_first_picture_is_told_once()
    {
        var (alice, bob, outgoing, incoming) = await ConnectAsync();
        using var atAlice = new Counter(outgoing.Media, "bob");
        using var atBob = new Counter(incoming.Media, "alice");
        await Stage.UntilAsync(
            () => atAlice is { Pictures: > 10, Sounds: > 10 } && atBob is { Pictures: > 10, Sounds: > 10 }, "media both ways");
        Assert.Equal((320, 240), atBob.Size);
        var stats = Assert.Single(await incoming.Media.GetStatsAsync());
        Assert.Equal("alice", stats.UserId);
        Assert.Contains(stats.Streams, s => s is { Kind: MediaKind.Video, IsOutgoing: false, Packets: > 0 });
        await outgoing.HangUpAsync();
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        Assert.Equal(1, alice.Log(outgoing).Count<CallEvent.FirstVideoFrame>());
        Assert.Equal(1, bob.Log(incoming).Count<CallEvent.FirstVideoFrame>());
    }

    [Fact]
    public async Task CALL_091_an_audio_call_has_no_pictures()
    {
        var (alice, _, outgoing, incoming) = await ConnectAsync(CallMedia.Audio);
        using var atBob = new Counter(incoming.Media, "alice");
        await Stage.UntilAsync(() => atBob.Sounds > 20, "sound");
        Assert.Equal(0, atBob.Pictures);
        Assert.Equal(0, await Stage.SentAsync(alice, MediaKind.Video));
        await FailsAsync(CallErrorCode.InvalidState, () => outgoing.SetCameraAsync(true));
    }

    [Fact]
    public async Task CALL_092_camera_off_stops_pictures_is_told_and_comes_back()
    {
        var (alice, bob, outgoing, incoming) = await ConnectAsync();
        using var atBob = new Counter(incoming.Media, "alice");
        await Stage.UntilAsync(() => atBob.Pictures > 3, "pictures");
        await outgoing.SetCameraAsync(false);
        await Stage.UntilAsync(() => bob.Log(incoming).Count<CallEvent.ParticipantMediaChanged>() == 1, "bob is told");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(400));
        int before = atBob.Pictures;
        await Stage.PassAsync(TimeSpan.FromMilliseconds(400));
        Assert.Equal(before, atBob.Pictures);
        await outgoing.SetCameraAsync(true);
        await Stage.UntilAsync(() => atBob.Pictures > before + 3, "pictures again");
        await Stage.UntilAsync(() => bob.Log(incoming).Count<CallEvent.FirstVideoFrame>() == 2, "a first picture again");
        await ReadsAsync("Connecting +alice Connected alice:mic alice:miccam", bob.Log(incoming));
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected", alice.Log(outgoing));
    }

    [Fact]
    public async Task CALL_093_what_is_off_before_the_answer_is_off_from_the_first_packet()
    {
        var (_, bob, outgoing, incoming) = await RingAsync(configure: o => o.CameraOff = true);
        await incoming.SetMicrophoneAsync(false);
        using var atAlice = new Counter(outgoing.Media, "bob");
        using var atBob = new Counter(incoming.Media, "alice");
        await bob.AcceptAsync(incoming);
        await Stage.UntilAsync(() => atAlice.Pictures > 5 && atBob.Sounds > 5, "what is on");
        Assert.Equal(0, atBob.Pictures);
        Assert.Equal(0, atAlice.Sounds);
        Assert.Equal(new MediaState(false, true), outgoing.Snapshot.Participants[0].Media);
        Assert.Equal(new MediaState(true, false), incoming.Snapshot.Participants[0].Media);
    }

    [Fact]
    public async Task CALL_094_a_missing_camera_is_a_warning_and_the_call_goes_on()
    {
        var (_, bob, outgoing, incoming) = await ConnectAsync(accept: o => o.VideoSource = Stage.MissingCamera);
        using var atAlice = new Counter(outgoing.Media, "bob");
        await Stage.UntilAsync(() => bob.Log(incoming).Count<CallEvent.Warning>() == 1, "the warning");
        await Stage.UntilAsync(() => atAlice.Sounds > 5, "sound");
        await Stage.UntilAsync(() => !outgoing.Snapshot.Participants[0].Media.CameraOn, "alice knows");
        Assert.Equal(0, atAlice.Pictures);
        Assert.Equal(CallState.Connected, incoming.Snapshot.State);
    }

    [Fact]
    public async Task CALL_098_a_preview_runs_before_and_while_it_rings_and_sends_nothing()
    {
        var (_, bob, _, incoming) = await RingAsync();
        var sink = new CountingSink();
        await using (await bob.Client.StartPreviewAsync(Stage.Camera, sink))
        {
            await Stage.UntilAsync(() => sink.Pictures > 3, "preview");
            Assert.Equal(0, await Stage.SentAsync(bob, MediaKind.Video));
        }

        int after = sink.Pictures;
        await Stage.PassAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(after, sink.Pictures);
        Assert.Equal(CallState.Incoming, incoming.Snapshot.State);
    }

    [Fact]
    public async Task CALL_099_accepting_turns_the_camera_on_unless_told_otherwise()
    {
        var (_, _, outgoing, incoming) = await ConnectAsync(accept: o => o.CameraOff = true);
        using var atAlice = new Counter(outgoing.Media, "bob");
        await Stage.UntilAsync(() => atAlice.Sounds > 10, "sound");
        Assert.Equal(0, atAlice.Pictures);
        Assert.False(incoming.Snapshot.LocalMedia.CameraOn);
    }
}
