using Calling.Facades.Tests.NERtc;
using Calling.Media;
using Calling.Trtc;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Facades.Tests.Trtc;

/// <summary>Seed 003, TRTCCalling with one's own user interface: one test for each numbered step but those of group calls.</summary>
public abstract class Seed003Tests(FacadeStage stage) : TrtcStageTests(stage)
{
    private static readonly CallPush s_text = new() { Title = "Alice 📞", Body = "来电", Data = "{\"sound\":\"bell\"}" };

    public sealed class OnMock() : Seed003Tests(new MockStage());

    public sealed class OnWebRtc() : Seed003Tests(new WebRtcStage());

    [Fact]
    public Task Seed003_Step_1_the_package_is_a_service() => Stage.RunAsync(async () =>
    {
        var client = Stage.Client("alice", CallProfile.Trtc);
        await using var services = new ServiceCollection().AddSingleton(client).AddTrtcFacade(o => o.DeviceId = "phone").BuildServiceProvider();
        var calling = services.GetRequiredService<TRTCCalling>();
        calling.Login("alice", Stage.Token("alice"));
        await Stage.UntilAsync(() => client.State == CallClientState.SignedIn, "Alice is signed in");
        Assert.Same(calling, services.GetRequiredService<TRTCCalling>());
    });

    [Fact]
    public Task Seed003_Step_2_without_permission_onError_tells_and_the_call_goes_on() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice", with: o => o.VideoSource = new VideoSource.Frames(new ForbiddenCamera()));
        var bob = await EnterAsync("bob");
        bob.WhenInvited = bob.Calling.Accept;
        alice.Calling.Call("bob", CallType.Video);
        await EnteredAsync(alice, bob);
        alice.Calling.OpenCamera(front: true, view: null);
        await HearsAsync(alice, "onError -1101");
        Assert.Equal(CallState.Connected, alice.Session!.Snapshot.State);
    });

    [Fact]
    public Task Seed003_Step_3_addDelegate_sets_who_is_told() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var page = new TrtcUser("bob's next page", Stage.Client("nobody", CallProfile.Trtc), new());
        bob.Calling.AddDelegate(page);
        alice.Calling.Call("bob", CallType.Audio);
        await HearsAsync(page, "onInvited alice [] False Audio");
        Assert.Equal("", bob.Heard);
        bob.Calling.AddDelegate(null);
        bob.Calling.Accept();
        await HearsAsync(alice, "onUserEnter bob");
        Assert.Equal("onInvited alice [] False Audio", page.Heard);
    });

    [Fact]
    public Task Seed003_Step_4_1_push_information_may_be_left_out() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Call("bob", CallType.Video);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "the app's push service is asked");
        Assert.Null(Stage.Pushes[0].Push);
    });

    [Fact]
    public Task Seed003_Step_4_2_login_succeeds() => Stage.RunAsync(async () =>
    {
        var one = Arrive("Al-ice_1");
        one.Calling.Login("Al-ice_1", Stage.Token("Al-ice_1"), () => one.Note("success"), (code, _) => one.Note($"failed {(int)code}"));
        await HearsAsync(one, "success");
        Assert.Equal(("success", "Al-ice_1"), (one.Heard, one.Client.UserId));
    });

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("al ice")]
    [InlineData("爱丽丝")]
    [InlineData("")]
    public Task Seed003_Step_4_2_login_fails_for_other_user_ids(string user) => Stage.RunAsync(async () =>
    {
        var one = Arrive("alice");
        one.Calling.Login(user, "any", () => one.Note("success"), (code, _) => one.Note($"failed {(int)code}"));
        await HearsAsync(one, "failed 6017");
        one.Calling.Login(user, "any");
        await HearsAsync(one, "onError 6017");
        Assert.Equal("failed 6017, onError 6017", one.Heard);
    });

    [Fact]
    public Task Seed003_Step_5_before_login_nothing_works() => Stage.RunAsync(async () =>
    {
        var alice = Arrive("alice");
        alice.Calling.Call("bob", CallType.Video);
        await HearsAsync(alice, "onError 6014");
    });

    [Fact]
    public Task Seed003_Step_5_1_1_call_video() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Calling.Call("bob", CallType.Video);
        await HearsAsync(bob, "onInvited alice [] False Video");
        Assert.Equal(("", CallDirection.Outgoing), (alice.Heard, alice.Session!.Snapshot.Direction));
    });

    [Fact]
    public Task Seed003_Step_5_1_2_onInvited_with_the_callers_type() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await RingAsync(CallType.Video);
        Assert.Equal("onInvited alice [] False Video", bob.Heard);
    });

    [Fact]
    public Task Seed003_Step_5_1_3_accept_and_openCamera() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var view = new FrameCount();
        bob.WhenInvited = () =>
        {
            bob.Calling.Accept();
            bob.Calling.OpenCamera(front: true, view);
        };
        alice.Calling.Call("bob", CallType.Video);
        await HearsAsync(alice, "onUserEnter bob", "onUserVideoAvailable bob True");
        await Stage.UntilAsync(() => view.Pictures > 2, "Bob sees himself");
        Assert.False(bob.Has("onUserVideoAvailable alice True"));
    });

    [Fact]
    public Task Seed003_Step_5_1_3_reject() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        bob.Calling.Reject();
        await HearsAsync(alice, "onCallEnd");
        Assert.Equal(("onReject bob, onCallEnd", "onInvited alice [] False Video"), (alice.Heard, bob.Heard));
        await RingAsync(bob, alice);
    });

    [Fact]
    public Task Seed003_Step_5_1_4_onUserVideoAvailable_and_startRemoteView() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var (seenByAlice, seenByBob) = (new FrameCount(), new FrameCount());
        alice.WhenVideoAvailable = user => alice.Calling.StartRemoteView(user, seenByAlice);
        bob.WhenVideoAvailable = user => bob.Calling.StartRemoteView(user, seenByBob);
        bob.WhenInvited = () =>
        {
            bob.Calling.OpenCamera(front: true, view: null);
            bob.Calling.Accept();
        };
        alice.Calling.OpenCamera(front: true, view: null);
        alice.Calling.Call("bob", CallType.Video);
        await HearsAsync(alice, "onUserVideoAvailable bob True", "onUserAudioAvailable bob True");
        await HearsAsync(bob, "onUserVideoAvailable alice True", "onUserAudioAvailable alice True");
        await Stage.UntilAsync(() => seenByAlice.Pictures > 2 && seenByBob.Pictures > 2, "they see each other");

        alice.Calling.CloseCamera();
        await HearsAsync(bob, "onUserVideoAvailable alice False");
        bob.Calling.StopRemoteView("alice");
        alice.Calling.StopRemoteView("bob");
        int seen = seenByAlice.Pictures;
        await Stage.PassAsync(Second / 4);
        Assert.Equal(seen, seenByAlice.Pictures);
        alice.Calling.Hangup();
        await HearsAsync(bob, "onCallEnd");
    });

    [Fact]
    public Task Seed003_Step_5_2_1_call_audio() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Calling.Call("bob", CallType.Audio);
        await HearsAsync(bob, "onInvited alice [] False Audio");
        Assert.Equal(CallMedia.Audio, alice.Session!.Snapshot.Media);
    });

    [Fact]
    public Task Seed003_Step_5_2_2_accept_inside_onInvited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.WhenInvited = bob.Calling.Accept;
        alice.Calling.Call("bob", CallType.Audio);
        await EnteredAsync(alice, bob);
        await HearsAsync(alice, "onUserAudioAvailable bob True");
        Assert.False(alice.Has("onUserVideoAvailable bob True"));
    });

    [Fact]
    public Task Seed003_Step_5_2_2_reject_inside_onInvited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.WhenInvited = bob.Calling.Reject;
        alice.Calling.Call("bob", CallType.Audio);
        await HearsAsync(alice, "onReject bob", "onCallEnd");
        await IsFreeAsync(bob);
    });

    [Fact]
    public Task Seed003_Step_5_2_3_onUserEnter_says_that_the_callee_is_in() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        Assert.Equal(("onUserEnter bob", "onInvited alice [] False Audio, onUserEnter alice"), (alice.HeardOfCalls, bob.HeardOfCalls));
    });

    [Fact]
    public Task Seed003_Step_7_1_the_apps_push_service_is_asked() => Stage.RunAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        alice.Calling.GroupCall(["bob", "carol"], CallType.Video);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "the app's push service is asked");
        var push = Stage.Pushes[0];
        Assert.Equal(("bob", "alice", CallMedia.Video), (push.UserId, push.Caller, push.Media));
        Assert.Equal(["bob", "carol"], push.Callees);
        Assert.InRange(push.RingRemaining, 20 * Second, 30 * Second);
        await HearsAsync(carol, "onInvited alice [bob carol] False Video");
        Assert.Single(Stage.Pushes);
    });

    [Fact]
    public Task Seed003_Step_7_2_a_woken_device_rings_and_answers() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Call("bob", CallType.Video);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "the app's push service is asked");
        var bob = await EnterAsync("bob");
        await HearsAsync(bob, "onInvited alice [] False Video");
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
    });

    [Fact]
    public Task Seed003_Step_7_2_a_woken_device_rings_with_the_remaining_time() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice", configure: o => o.RingTimeout = 6 * Second);
        alice.Calling.Call("bob", CallType.Audio);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "the app's push service is asked");
        var asked = Stage.Elapsed;
        await Stage.PassAsync(3 * Second);
        var bob = await EnterAsync("bob");
        await HearsAsync(bob, "onInvited alice [] False Audio", "onCallingTimeOut");
        await HearsAsync(alice, "onNoResp bob", "onCallEnd");
        Assert.InRange(Stage.Elapsed - asked, 5 * Second, 9 * Second);
    });

    [Fact]
    public Task Seed003_Step_7_2_who_comes_too_late_does_not_ring() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Call("bob", CallType.Audio);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "the app's push service is asked");
        alice.Calling.Hangup();
        await IsFreeAsync(alice);
        var bob = await EnterAsync("bob");
        await RingAsync(alice, bob);
        Assert.Equal("onInvited alice [] False Video", bob.Heard);
    });

    [Fact]
    public Task Seed003_Step_7_3_the_push_says_what_the_app_has_set() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice", with: o => o.Push = s_text);
        var carol = await EnterAsync("carol");
        alice.Calling.GroupCall(["bob", "carol"], CallType.Audio);
        carol.WhenInvited = carol.Calling.Accept;
        await EnteredAsync(alice, carol);
        alice.Calling.Call("dave", CallType.Audio);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 2, "the app's push service is asked");
        Assert.Equal([("bob", s_text), ("dave", s_text)], Stage.Pushes.Select(p => (p.UserId, p.Push)));
    });

    private sealed class ForbiddenCamera : IVideoFrameSource
    {
        public IDisposable Start(IVideoSink sink) => throw new UnauthorizedAccessException("The user did not allow it.");
    }
}
