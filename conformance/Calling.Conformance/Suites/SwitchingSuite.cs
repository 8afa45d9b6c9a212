using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 11: from audio to video and back.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class SwitchingSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Switch = CallCapabilities.MediaSwitch | CallCapabilities.RingingSignal;
    private const string Caller = "Ringing bob:Accepted Connecting +bob Connected";
    private const string Callee = "Connecting +alice Connected";

    private static readonly MediaState Sound = new(true, false);
    private static readonly MediaState Both = new(true, true);

    [Spec("CALL-100", Requires = Switch | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public async Task Video_starts_once_the_peer_agreed()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair);
        await Stage.PassAsync(300);
        Assert.False(asking.IsCompleted);
        await NoPicturesAsync(pair);
        await ReadAsync(pair, Caller, $"{Callee} alice:asksVideo");
        Assert.Equal(CallMedia.Audio, pair.Out.Snapshot.Media);
        await pair.In.AnswerMediaRequestAsync(request, agree: true);
        await EndsAsync(MediaRequestOutcome.Agreed, asking);
        await FlowsAsync(pair);
        await ChangedAsync(pair.Alice.Log(pair.Out), Caller, "Video(by alice)", "bob:miccam");
        await ChangedAsync(pair.Bob.Log(pair.In), $"{Callee} alice:asksVideo", "Video(by alice)", "alice:miccam");
        State(pair, CallMedia.Video, Both, Both);
        await QuietAsync();
    }

    [Spec("CALL-100", Aspect = "camera off", Requires = Switch | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public async Task A_camera_comes_on_by_its_own_user_only()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair, new() { CameraOff = true });
        await pair.In.AnswerMediaRequestAsync(request, agree: true, new() { CameraOff = true });
        await EndsAsync(MediaRequestOutcome.Agreed, asking);
        await ReadAsync(pair, $"{Caller} Video(by alice)", $"{Callee} alice:asksVideo Video(by alice)");
        State(pair, CallMedia.Video, Sound, Sound);
        await QuietAsync();
        await NoPicturesAsync(pair);
        await pair.In.SetCameraAsync(true);
        using var seen = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => seen.Pictures > 3, "pictures of bob");
        Assert.Equal(0, await Stage.SentAsync(pair.Alice, MediaKind.Video));
        await ReadAsync(pair, $"{Caller} Video(by alice) bob:miccam", $"{Callee} alice:asksVideo Video(by alice)");
        await QuietAsync();
    }

    [Spec("CALL-100", Aspect = "without asking", Requires = Switch)]
    public async Task A_camera_in_an_audio_call_is_refused()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.SetCameraAsync(true));
        State(pair, CallMedia.Audio, Sound, Sound);
        await ReadAsync(pair, Caller, Callee);
        await QuietAsync();
    }

    [Spec("CALL-100", Aspect = "the call ends", Requires = Switch)]
    public async Task A_call_that_ends_fails_what_waits()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, _) = await AskAsync(pair);
        await pair.In.HangUpAsync();
        await GoneAsync(CallEndReason.RemoteHangUp, () => asking);
        await GoneAsync(CallEndReason.RemoteHangUp, () => pair.Out.RequestMediaAsync(CallMedia.Video));
        await ReadAsync(pair, $"{Caller} -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", $"{Callee} alice:asksVideo Ended(LocalHangUp by bob)");
        await QuietAsync();
    }

    [Spec("CALL-101", Requires = Switch | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public async Task Audio_applies_at_once_and_stopBoth_cameras()
    {
        var pair = await ConnectAsync();
        await FlowsAsync(pair);
        await EndsAsync(MediaRequestOutcome.Agreed, pair.In.RequestMediaAsync(CallMedia.Audio));
        await ReadAsync(pair, $"{Caller} Audio(by bob)", $"{Callee} Audio(by bob)");
        State(pair, CallMedia.Audio, Sound, Sound);
        await Stage.PassAsync(200);
        var before = (await Stage.SentAsync(pair.Alice, MediaKind.Video), await Stage.SentAsync(pair.Bob, MediaKind.Video));
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(() => atAlice.Sounds > 20 && atBob.Sounds > 20, "sound goes on");
        Assert.Equal(before, (await Stage.SentAsync(pair.Alice, MediaKind.Video), await Stage.SentAsync(pair.Bob, MediaKind.Video)));
        Assert.Equal((0, 0), (atAlice.Pictures, atBob.Pictures));
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.SetCameraAsync(true));
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "refused", Requires = Switch)]
    public async Task A_refused_request_changes_nothing_and_is_told()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair);
        await pair.In.AnswerMediaRequestAsync(request, agree: false);
        await EndsAsync(MediaRequestOutcome.Refused, asking);
        await CameToNothingAsync(pair, MediaRequestOutcome.Refused);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.AnswerMediaRequestAsync(request, agree: true));
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "expired", Requires = Switch)]
    public async Task A_request_expires()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        long start = Fixture.Clock.Time.GetTimestamp();
        var (asking, request) = await AskAsync(pair);
        await Stage.PassAsync(TimeSpan.FromSeconds(28));
        Assert.False(asking.IsCompleted);
        await Stage.UntilAsync(() => asking.IsCompleted, "the request expires");
        await EndsAsync(MediaRequestOutcome.Expired, asking);
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(33));
        await CameToNothingAsync(pair, MediaRequestOutcome.Expired);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.AnswerMediaRequestAsync(request, agree: true));
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "duplicate", Requires = Switch)]
    public async Task One_request_is_in_flight_at_a_time()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.RequestMediaAsync(CallMedia.Video));
        await ReadAsync(pair, Caller, $"{Callee} alice:asksVideo");
        await QuietAsync();
        await pair.In.AnswerMediaRequestAsync(request, agree: false);
        await EndsAsync(MediaRequestOutcome.Refused, asking);
        await CameToNothingAsync(pair, MediaRequestOutcome.Refused);
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "crossing", Requires = Switch)]
    public async Task Crossing_requests_for_video_agree()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var alices = Stage.Faults.Hold<CallCommand.AskMedia>(pair.Alice);
        using var bobs = Stage.Faults.Hold<CallCommand.AskMedia>(pair.Bob);
        Task<MediaRequestOutcome>[] asking = [pair.Out.RequestMediaAsync(CallMedia.Video), pair.In.RequestMediaAsync(CallMedia.Video)];
        await Stage.UntilAsync(() => (alices.Count, bobs.Count) == (1, 1), "both requests are on their way");
        using var news = Stage.Faults.Hold<CallSignal>(pair.Bob);
        alices.Dispose();
        await Stage.UntilAsync(() => news.Count > 0, "alice's request is on its way to bob");
        bobs.Dispose();
        news.Dispose();
        await EndsAsync(MediaRequestOutcome.Agreed, asking[0]);
        await EndsAsync(MediaRequestOutcome.Agreed, asking[1]);
        await ChangedAsync(pair.Alice.Log(pair.Out), Caller, "Video(by alice)", "bob:miccam");
        await ChangedAsync(pair.Bob.Log(pair.In), Callee, "Video(by alice)", "alice:miccam");
        State(pair, CallMedia.Video, Both, Both);
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "audio beats video", Requires = Switch)]
    public async Task Audio_beats_video()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair);
        await EndsAsync(MediaRequestOutcome.Agreed, pair.In.RequestMediaAsync(CallMedia.Audio));
        await EndsAsync(MediaRequestOutcome.Withdrawn, asking);
        await CameToNothingAsync(pair, MediaRequestOutcome.Withdrawn);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.AnswerMediaRequestAsync(request, agree: true));
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "audio beats an agreement that crosses it", Requires = Switch)]
    public async Task An_agreement_that_crosses_a_change_to_audio_comes_to_nothing()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var (asking, request) = await AskAsync(pair);
        using var agreement = Stage.Faults.Hold<CallCommand.AnswerMedia>(pair.Bob);
        using var news = Stage.Faults.Hold<CallSignal>(pair.Bob);
        var agreeing = pair.In.AnswerMediaRequestAsync(request, agree: true);
        await Stage.UntilAsync(() => agreement.Count == 1, "the agreement is on its way");
        await EndsAsync(MediaRequestOutcome.Agreed, pair.Out.RequestMediaAsync(CallMedia.Audio));
        agreement.Dispose();
        news.Dispose();
        await EndsAsync(MediaRequestOutcome.Withdrawn, asking);
        await FailsAsync(CallErrorCode.InvalidState, () => agreeing);
        await CameToNothingAsync(pair, MediaRequestOutcome.Withdrawn);
        await QuietAsync();
    }

    [Spec("CALL-102", Aspect = "without consent", Requires = Switch | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public async Task Without_consent_it_is_agreed_at_once_and_the_peers_camera_stays_off()
    {
        var pair = await RingAsync(await AliceAsync(), await BobAsync(o => o.SwitchConsent = SwitchConsent.Off), CallMedia.Audio);
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await EndsAsync(MediaRequestOutcome.Agreed, pair.Out.RequestMediaAsync(CallMedia.Video));
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(() => atBob.Pictures > 3, "pictures of alice");
        await ReadsAsync($"{Caller} Video(by alice)", pair.Alice.Log(pair.Out));
        await ChangedAsync(pair.Bob.Log(pair.In), Callee, "Video(by alice)", "alice:miccam");
        State(pair, CallMedia.Video, Both, Sound);
        Assert.Equal(0, await Stage.SentAsync(pair.Bob, MediaKind.Video));
        await QuietAsync();
    }

    private async Task<(Task<MediaRequestOutcome> Asking, string RequestId)> AskAsync(Pair pair, MediaRequestOptions? options = null)
    {
        var asking = pair.Out.RequestMediaAsync(CallMedia.Video, options);
        var log = pair.Bob.Log(pair.In);
        await Stage.UntilAsync(() => log.Count<CallEvent.MediaRequested>() > 0, "bob is asked");
        return (asking, log.Events.OfType<CallEvent.MediaRequested>().Last().RequestId);
    }

    private async Task EndsAsync(MediaRequestOutcome outcome, Task<MediaRequestOutcome> asking)
    {
        await Stage.UntilAsync(() => asking.IsCompleted, "the request is answered");
        Assert.Equal(outcome, await asking);
    }

    private async Task CameToNothingAsync(Pair pair, MediaRequestOutcome outcome)
    {
        await ReadAsync(pair, $"{Caller} request{outcome}", $"{Callee} alice:asksVideo request{outcome}");
        State(pair, CallMedia.Audio, Sound, Sound);
    }

    /// <summary>The change of the call and the cameras that it turns on are not ordered against each other.</summary>
    private Task ChangedAsync(EventLog log, string before, string change, string camera) =>
        ReadsOneOfAsync(log, $"{before} {change} {camera}", $"{before} {camera} {change}");

    private static void State(Pair pair, CallMedia media, MediaState alice, MediaState bob)
    {
        Assert.Equal((media, alice), (pair.Out.Snapshot.Media, pair.Out.Snapshot.LocalMedia));
        Assert.Equal((media, bob), (pair.In.Snapshot.Media, pair.In.Snapshot.LocalMedia));
        Assert.Equal((bob, alice), (pair.Out.Snapshot.Participants[0].Media, pair.In.Snapshot.Participants[0].Media));
    }

    private async Task FlowsAsync(Pair pair)
    {
        using var atAlice = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        using var atBob = new Senses(pair.In.Media, pair.Alice.Party.UserId);
        await Stage.UntilAsync(() => atAlice.Pictures > 3 && atBob.Pictures > 3, "pictures both ways");
    }

    private async Task NoPicturesAsync(Pair pair) =>
        Assert.Equal((0, 0), (await Stage.SentAsync(pair.Alice, MediaKind.Video), await Stage.SentAsync(pair.Bob, MediaKind.Video)));
}
