using Calling.Facades.Tests.Shared;
using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>What happens between two calls, at the beginning of one, and without the vendor's profile.</summary>
public abstract class EdgeTests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnMock() : EdgeTests(new MockStage());

    public sealed class OnWebRtc() : EdgeTests(new WebRtcStage());

    [Fact]
    public Task Where_crossing_calls_connect_nothing_has_ended() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync(o => o.Glare = GlarePolicy.Connect);
        await Task.WhenAll(alice.Kit.CallAsync("bob", NERtcCallType.Audio), bob.Kit.CallAsync("alice", NERtcCallType.Audio));
        await EnteredAsync(alice, bob);
        Assert.False(alice.Has("onCallEnd") || bob.Has("onCallEnd"));
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onCallEnd");
        Assert.False(alice.Has("onCallEnd"));
    });

    [Fact]
    public Task A_local_view_that_is_set_inside_onCallEnd_stays() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        var (former, view) = (new FrameCount(), new FrameCount());
        var set = new TaskCompletionSource();
        await alice.Kit.SetupLocalViewAsync(former);
        alice.Kit.OnCallEnd += async (_, _) =>
        {
            await alice.Kit.SetupLocalViewAsync(view);
            set.SetResult();
        };
        await bob.Kit.HangupAsync();
        await HearsAsync(alice, "onMessageSent alice Complete");
        await Stage.UntilAsync(() => set.Task.IsCompleted, "the view is set");
        await CallAsync(alice, bob);
        int shown = view.Pictures;
        await Stage.UntilAsync(() => view.Pictures > shown + 3, "the new view shows the camera in the next call");
    });

    [Fact]
    public Task A_new_local_view_does_not_open_a_camera_that_is_switched_off() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        await alice.Kit.EnableLocalVideoAsync(false);
        var view = new FrameCount();
        await alice.Kit.SetupLocalViewAsync(view);
        await Stage.PassAsync(Second / 4);
        Assert.Equal(0, view.Pictures);
        await alice.Kit.EnableLocalVideoAsync(true);
        await Stage.UntilAsync(() => view.Pictures > 0, "the local view shows the camera");
    });

    [Fact]
    public Task setupRemoteView_where_the_provider_cannot_is_told_in_the_vendors_way() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        var media = Script.Of<ICallMedia>((nameof(ICallMedia.AddVideoSink), () => throw new CallException(CallErrorCode.NotSupported, "no raw media")));
        var session = Script.Of<ICallSession>(
            (nameof(ICallSession.Media), () => media), (nameof(ICallSession.Snapshot), () => alice.Client.Calls[0].Snapshot));
        await using var kit = new NERtcCallKit(Script.Of<ICallClient>(
            (nameof(ICallClient.Calls), () => new[] { session }),
            (nameof(ICallClient.ReadEventsAsync), () => alice.Client.ReadEventsAsync(TestContext.Current.CancellationToken)),
            (nameof(ICallClient.GetService), () => new CallingOptions())));
        Assert.Equal(NERtcErrorCode.Common, Assert.Throws<NERtcException>(() => kit.SetupRemoteView(new FrameCount(), "bob")).Code);
    });

    [Fact]
    public Task Who_was_not_invited_is_not_remembered() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.GroupCallAsync(["bob"], NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        string[] many = [.. Enumerable.Range(0, 1_000).Select(i => $"user{i}")];
        await FailsAsync(NERtcErrorCode.Common, () => bob.Kit.GroupInviteAsync(["carol", .. many]));
        var carol = await EnterAsync("carol");
        await alice.Kit.GroupInviteAsync(["carol"]);
        await HearsAsync(carol, "onInvited alice");
        await carol.Kit.RejectAsync();
        await HearsAsync(alice, "onUserReject carol");
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onCallEnd");
        Assert.False(bob.Has("onUserReject carol"));
    });
}
