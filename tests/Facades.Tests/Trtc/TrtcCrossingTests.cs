using Calling.Facades.Tests.NERtc;
using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>What an app does while something else is under way, or between one call and the next.</summary>
public abstract class TrtcCrossingTests(FacadeStage stage) : TrtcStageTests(stage)
{
    public sealed class OnMock() : TrtcCrossingTests(new MockStage());

    public sealed class OnWebRtc() : TrtcCrossingTests(new WebRtcStage());

    [Fact]
    public Task A_camera_that_is_opened_in_onCallEnd_is_the_next_calls() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        var view = new FrameCount();
        alice.WhenEnded = () =>
        {
            alice.WhenEnded = () => { };
            alice.Calling.OpenCamera(front: true, view);
            alice.Calling.Call("bob", CallType.Video);
        };
        bob.WhenInvited = bob.Calling.Accept;
        bob.Calling.Hangup();
        await HearsAsync(bob, "onUserVideoAvailable alice True");
        int seen = view.Pictures;
        await Stage.UntilAsync(() => view.Pictures > seen + 2, "Alice sees herself");
    });

    [Fact]
    public Task A_camera_that_was_opened_for_a_call_is_not_the_next_calls() => Stage.RunAsync(async () =>
    {
        var context = new HeldContext();
        var alice = HeldContext.Make(context, () => Arrive("alice"));
        alice.Calling.Login("alice", Stage.Token("alice"));
        await Stage.UntilAsync(() => alice.Client.State == CallClientState.SignedIn, "Alice is signed in");
        var (bob, carol) = (await EnterAsync("bob"), await EnterAsync("carol"));
        bob.WhenInvited = bob.Calling.Accept;
        var view = new FrameCount();
        alice.Calling.OpenCamera(front: true, view);
        alice.Calling.Call("bob", CallType.Video);
        await HearsAsync(bob, "onUserVideoAvailable alice True");
        bob.Calling.Hangup();
        await IsFreeAsync(alice);

        // Her main thread is busy: she has not been told of that end when the next call comes.
        carol.Calling.Call("alice", CallType.Video);
        await Stage.UntilAsync(() => alice.Session is not null, "it rings");
        alice.Calling.Accept();
        await HearsAsync(carol, "onUserEnter alice", "onUserAudioAvailable alice True");
        context.Release();
        await HearsAsync(alice, "onUserEnter carol");
        await Stage.PassAsync(Second / 4);
        int seen = view.Pictures;
        await Stage.PassAsync(Second / 4);
        Assert.Equal((seen, false), (view.Pictures, carol.Has("onUserVideoAvailable alice True")));
    });

    [Fact]
    public Task A_camera_that_is_being_opened_at_the_hangup_stays_closed() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        var view = new FrameCount();
        alice.Calling.OpenCamera(front: true, view);
        alice.Calling.Hangup();
        await IsFreeAsync(bob);
        await Stage.PassAsync(Second / 4);
        int seen = view.Pictures;
        await Stage.PassAsync(Second / 4);
        Assert.Equal(seen, view.Pictures);
    });

    [Fact]
    public Task A_call_right_after_a_hangup_begins_without_the_camera() => Stage.RunAsync(async () =>
    {
        var (alice, _, carol) = await ThreeAsync();
        carol.WhenInvited = carol.Calling.Accept;
        alice.Calling.OpenCamera(front: true, view: null);
        alice.Calling.Call("bob", CallType.Video);
        alice.Calling.Hangup();
        alice.Calling.Call("carol", CallType.Video);
        await HearsAsync(carol, "onUserEnter alice", "onUserAudioAvailable alice True");
        Assert.Equal((false, false), (alice.Session!.Snapshot.LocalMedia.CameraOn, carol.Has("onUserVideoAvailable alice True")));
    });

    [Fact]
    public Task A_mute_while_it_rings_is_carried_by_the_answer() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync(CallType.Audio);
        bob.Calling.SetMicMute(true);
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        await Stage.PassAsync(Second / 4);
        Assert.Equal((false, false), (bob.Session!.Snapshot.LocalMedia.MicrophoneOn, alice.Has("onUserAudioAvailable bob True")));
    });

    [Fact]
    public Task Media_is_told_of_who_has_entered() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync(CallType.Audio);
        bob.Calling.SetMicMute(true);
        bob.Calling.Accept();
        await Stage.UntilAsync(() => alice.Session!.Snapshot.State is CallState.Connecting or CallState.Connected, "Bob has answered");
        bob.Calling.SetMicMute(false);
        await HearsAsync(alice, "onUserEnter bob", "onUserAudioAvailable bob True");
        Assert.StartsWith("onUserEnter bob", alice.Heard, StringComparison.Ordinal);
        Assert.Equal(1, alice.Times("onUserAudioAvailable bob True"));
    });

    [Fact]
    public Task StopRemoteView_right_after_startRemoteView_stops_it() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var view = new FrameCount();
        alice.Calling.Call("bob", CallType.Video);
        alice.Calling.StartRemoteView("bob", view);
        alice.Calling.StopRemoteView("bob");
        alice.Calling.SetMicMute(true);
        await HearsAsync(bob, "onInvited alice [] False Video");
        await Stage.UntilAsync(() => alice.Session is { Snapshot.LocalMedia.MicrophoneOn: false }, "all that was asked for is done");
        bob.Calling.OpenCamera(front: true, view: null);
        bob.Calling.Accept();
        await HearsAsync(alice, "onUserVideoAvailable bob True");
        await Stage.PassAsync(Second / 2);
        Assert.Equal(0, view.Pictures);
    });

    [Fact]
    public Task An_accepted_call_that_takes_a_calls_place_is_told_of_once() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice", configure: o => o.BusyPolicy = BusyPolicy.EndCurrent);
        var (bob, carol) = (await EnterAsync("bob"), await EnterAsync("carol"));
        alice.Calling.Call("bob", CallType.Audio);
        await HearsAsync(bob, "onInvited alice [] False Audio");
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        carol.Calling.Call("alice", CallType.Audio);
        await HearsAsync(alice, "onInvited carol [] False Audio");
        alice.Calling.Accept();
        await EnteredAsync(alice, carol);
        await HearsAsync(alice, "onCallEnd");
        await HearsAsync(bob, "onUserLeave alice", "onCallEnd");
        await Stage.PassAsync(Second / 4);
        Assert.Equal((1, 1), (alice.Times("onUserEnter carol"), alice.Times("onCallEnd")));
    });
}
