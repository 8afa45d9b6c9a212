using Calling.Media;

namespace Calling.Facades.Tests;

/// <summary>Seed 004, "managing a 1:1 video call", section by section: what an app of Wilddog's does and is told.</summary>
public abstract class Seed004Tests(FacadeStage stage) : WilddogStageTests(stage)
{
    public sealed class OnMock() : Seed004Tests(new MockStage());

    public sealed class OnWebRtc() : Seed004Tests(new WebRtcStage());

    [Fact]
    public Task Seed004_Step_1_callWithUid_returns_the_conversation_at_once() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var call = alice.Video.CallWithUid("bob", alice.Stream, "custom-data");
        Assert.Equal(("bob", false), (call.RemoteUid, call.IsOver));
        call.Delegate = alice;
        await ToldAsync(bob, "call(alice,custom-data)");
        Assert.Equal(CallMedia.Video, bob.Incoming!.Session!.Snapshot.Media);
    });

    [Fact]
    public Task Seed004_Step_1_a_new_call_hangs_up_the_former() => Stage.RunAsync(async () =>
    {
        var (alice, bob, former) = await TalkAsync();
        var carol = await WilddogUser.StartAsync(Stage, "carol");
        var call = alice.Call("carol");
        await ToldAsync(bob, "call(alice,) stream(alice) closed");
        await ToldAsync(carol, "call(alice,)");
        Assert.Equal((true, false), (former.IsOver, call.IsOver));
        await ToldAsync(alice, "response(Accepted) stream(bob) closed");
    });

    [Fact]
    public Task Seed004_Step_2_didReceiveCall_brings_the_conversation_and_the_data() => Stage.RunAsync(async () =>
    {
        string data = "{\"text\":\"自定义信息 🎉\"}";
        var (_, bob, _) = await RingAsync(data);
        Assert.Equal(("alice", false), (bob.Incoming!.RemoteUid, bob.Incoming.IsOver));
    });

    [Fact]
    public Task Seed004_Step_3_didReceiveResponse_Accepted_didReceiveStream_and_both_are_seen() => Stage.RunAsync(async () =>
    {
        var (alice, bob, _) = await TalkAsync();
        var (seen, heard) = (new Pictures(), new Pictures());
        using var picture = alice.Remote!.Attach(seen);
        using var other = bob.Remote!.Attach(heard);
        await Stage.UntilAsync(() => seen.Count > 2 && heard.Count > 2, "both see each other");
        await Stage.UntilAsync(() => alice.Remote.Media == new MediaState(true, true), "microphone and camera are on");
    });

    [Fact]
    public Task Seed004_Step_3_didReceiveResponse_Busy() => Stage.RunAsync(async () =>
    {
        var (alice, bob, _) = await TalkAsync();
        var carol = await WilddogUser.StartAsync(Stage, "carol");
        carol.Call("bob");
        await ToldAsync(carol, "response(Busy)");
        Assert.Equal(("call(alice,) stream(alice)", "response(Accepted) stream(bob)"), (bob.Told, alice.Told));
    });

    [Fact]
    public Task Seed004_Step_3_didReceiveResponse_Timeout() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync(ofAlice: o => o.RingTimeout = TimeSpan.FromSeconds(1));
        await ToldAsync(alice, "response(Timeout)");
        await ToldAsync(bob, "call(alice,) error(ConversationTimeout)");
        Assert.Equal((true, true), (call.IsOver, bob.Incoming!.IsOver));
    });

    [Fact]
    public Task Seed004_Step_3_didFailedWithError() => Stage.RunAsync(async () =>
    {
        var alice = await WilddogUser.StartAsync(Stage, "alice");
        var call = alice.Call("alice");
        await ToldAsync(alice, "error(Other)");
        Assert.Equal(CallErrorCode.InvalidArgument, Assert.IsType<CallException>(alice.Error!.Exception).Code);
        Assert.True(call.IsOver);
    });

    [Fact]
    public Task Seed004_Step_4_acceptWithLocalStream() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync();
        bob.Incoming!.AcceptWithLocalStream(WilddogUser.Capture(Stage, video: false));
        await ToldAsync(alice, "response(Accepted) stream(bob)");
        await ToldAsync(bob, "call(alice,) stream(alice)");
        Assert.Equal(new MediaState(true, false), bob.Incoming.Session!.Snapshot.LocalMedia);
        Assert.Equal(new MediaState(true, true), call.Session!.Snapshot.LocalMedia);
    });

    [Fact]
    public Task Seed004_Step_4_reject() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync();
        bob.Incoming!.Reject();
        await ToldAsync(alice, "response(Rejected)");
        await Stage.UntilAsync(() => call.IsOver && bob.Incoming.IsOver, "it is over");
        Assert.Equal("call(alice,)", bob.Told);
    });

    [Fact]
    public Task Seed004_Step_5_close_ends_the_conversation_and_the_other_is_told() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await TalkAsync();
        call.Close();
        await ToldAsync(bob, "call(alice,) stream(alice) closed");
        await Stage.UntilAsync(() => call.IsOver && bob.Incoming!.IsOver, "it is over");
        Assert.Equal("response(Accepted) stream(bob)", alice.Told);
    });

    [Fact]
    public Task Seed004_Step_5_close_takes_the_call_back() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync();
        call.Close();
        await ToldAsync(bob, "call(alice,) closed");
        await Stage.UntilAsync(() => call.IsOver && bob.Incoming!.IsOver, "it is over");
        Assert.Equal("", alice.Told);
    });

    private sealed class Pictures : IVideoSink
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void OnFrame(in VideoFrame frame) => Interlocked.Increment(ref _count);
    }
}
