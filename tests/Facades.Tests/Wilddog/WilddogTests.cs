using Calling.Media;

namespace Calling.Facades.Tests;

/// <summary>What Wilddog's reference says besides seed 004, and what an app must be able to rely on.</summary>
public abstract class WilddogTests(FacadeStage stage) : WilddogStageTests(stage)
{
    public sealed class OnMock() : WilddogTests(new MockStage());

    public sealed class OnWebRtc() : WilddogTests(new WebRtcStage());

    [Fact]
    public Task A_call_that_is_placed_while_start_is_under_way_waits_for_it() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (new WilddogUser(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var starting = alice.Video.StartAsync();
        alice.Call("bob", "early");
        await ToldAsync(bob, "call(alice,early)");
        await starting;
    });

    [Fact]
    public Task After_stop_no_call_comes_and_a_conversation_is_over() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await TalkAsync();
        await alice.Video.StopAsync();
        await ToldAsync(bob, "call(alice,) stream(alice) closed");
        Assert.True(call.IsOver);
        bob.Call("alice");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal("response(Accepted) stream(bob)", alice.Told);
        await alice.Video.StartAsync();
        await ToldAsync(alice, "response(Accepted) stream(bob) call(bob,)");
    });

    [Fact]
    public Task Without_start_a_call_fails_and_the_delegate_is_told_why() => Stage.RunAsync(async () =>
    {
        var alice = new WilddogUser(Stage, "alice");
        alice.Call("bob");
        await ToldAsync(alice, "error(TokenInvalid)");
    });

    [Fact]
    public Task What_happens_before_the_delegate_is_set_is_told_then() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var call = alice.Video.CallWithUid("bob", alice.Stream);
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.Reject();
        await Stage.UntilAsync(() => call.IsOver, "it is over");
        Assert.Equal("", alice.Told);
        call.Delegate = alice;
        await ToldAsync(alice, "response(Rejected)");
    });

    [Fact]
    public Task A_delegate_that_throws_is_told_the_rest() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await RingAsync();
        (alice.Throws, bob.Throws) = (new InvalidOperationException("of the app"), new InvalidOperationException("of the app"));
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(alice, "response(Accepted) stream(bob)");
        call.Close();
        await ToldAsync(bob, "call(alice,) stream(alice) closed");
    });

    [Fact]
    public Task A_close_before_the_call_was_placed_leaves_no_ghost() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        alice.Call("bob").Close();
        await Stage.UntilAsync(() => alice.Client.Calls.Count == 0 && bob.Client.Calls.Count == 0, "nothing is left");
        alice.Call("bob", "again");
        await Stage.UntilAsync(() => bob.Told.EndsWith("call(alice,again)", StringComparison.Ordinal), "it rings again");
    });

    [Fact]
    public Task A_stream_without_pictures_makes_an_audio_call() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        alice.Call("bob", stream: WilddogUser.Capture(Stage, video: false));
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(bob, "call(alice,) stream(alice)");
        Assert.Equal((CallMedia.Audio, new MediaState(true, false)), (bob.Incoming.Session!.Snapshot.Media, bob.Incoming.Session.Snapshot.LocalMedia));
    });

    [Fact]
    public Task AudioEnabled_and_videoEnabled_take_effect_in_the_conversation() => Stage.RunAsync(async () =>
    {
        var (alice, bob, call) = await TalkAsync();
        (alice.Stream.AudioEnabled, alice.Stream.VideoEnabled) = (false, false);
        await Stage.UntilAsync(() => bob.Remote!.Media == default, "both are off");
        alice.Stream.VideoEnabled = true;
        await Stage.UntilAsync(() => bob.Remote!.Media == new MediaState(false, true), "the camera is on");
        Assert.Equal(new MediaState(false, true), call.Session!.Snapshot.LocalMedia);
        call.Close();
        await Stage.UntilAsync(() => call.IsOver, "it is over");
        alice.Stream.AudioEnabled = true;
    });

    [Fact]
    public Task What_is_off_before_the_call_is_off_from_its_beginning() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        (alice.Stream.VideoEnabled, bob.Stream.AudioEnabled) = (false, false);
        var call = alice.Call("bob");
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(alice, "response(Accepted) stream(bob)");
        Assert.Equal(
            (new MediaState(true, false), new MediaState(false, true)), (call.Session!.Snapshot.LocalMedia, bob.Incoming.Session!.Snapshot.LocalMedia));
    });

    [Fact]
    public Task Statistics_come_every_two_seconds() => Stage.RunAsync(async () =>
    {
        var (alice, _, call) = await TalkAsync();
        call.StatsDelegate = alice;
        await Stage.UntilAsync(() => alice.Stats.Count >= 4, "two measurements of both directions");
        Assert.Equal(["local", "remote", "local", "remote"], alice.Stats.Take(4).Select(s => s.Direction));
        Assert.All(alice.Stats, s => Assert.NotEmpty(s.Report.Streams));
        Assert.True(alice.Stats.Last().Report.Bytes >= 0);
        call.Close();
    });

    [Fact]
    public Task Two_who_call_each_other_are_in_one_conversation() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await WilddogUser.StartAsync(Stage, "alice"), await WilddogUser.StartAsync(Stage, "bob"));
        var (one, other) = (alice.Call("bob"), bob.Call("alice"));
        await Stage.UntilAsync(() => alice.Remote is not null && bob.Remote is not null, "both have the other's media");
        one.Close();
        await Stage.UntilAsync(() => one.IsOver && other.IsOver, "it is over on both sides");
        await Stage.UntilAsync(() => bob.Told.EndsWith("closed", StringComparison.Ordinal), "Bob is told");
    });

    [Fact]
    public Task Who_loses_the_peer_is_told_an_error() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (
            await WilddogUser.StartAsync(Stage, "alice", o => o.ReconnectTimeout = TimeSpan.FromSeconds(2)), await WilddogUser.StartAsync(Stage, "bob"));
        alice.Call("bob");
        await ToldAsync(bob, "call(alice,)");
        bob.Incoming!.AcceptWithLocalStream(bob.Stream);
        await ToldAsync(alice, "response(Accepted) stream(bob)");
        Stage.Cut("bob");
        await ToldAsync(alice, "response(Accepted) stream(bob) error(ConversationTimeout)");
    });

    [Fact]
    public Task The_local_stream_is_seen_before_a_call() => Stage.RunAsync(async () =>
    {
        var alice = await WilddogUser.StartAsync(Stage, "alice");
        var frames = 0;
        await using (await alice.Stream.AttachAsync(alice.Video, new Sink(() => Interlocked.Increment(ref frames))))
        {
            await Stage.UntilAsync(() => Volatile.Read(ref frames) > 1, "pictures come");
        }
    });

    [Fact]
    public async Task A_refused_token_is_told()
    {
        var stage = new WebRtcStage();
        await using (stage.ConfigureAwait(false))
        {
            await stage.RunAsync(async () =>
            {
                var alice = new WilddogUser(stage, "alice");
                alice.Video.Configure("alice", "no token");
                var error = await Assert.ThrowsAsync<CallException>(alice.Video.StartAsync);
                Assert.Equal(CallErrorCode.AuthenticationFailed, error.Code);
                await stage.UntilAsync(() => alice.Told == "token(TokenInvalid)", "the delegate is told");
                alice.Video.SetToken(stage.Token("alice"));
                await alice.Video.StartAsync();
            });
        }
    }

    private sealed class Sink(Action onFrame) : IVideoSink
    {
        public void OnFrame(in VideoFrame frame) => onFrame();
    }
}
