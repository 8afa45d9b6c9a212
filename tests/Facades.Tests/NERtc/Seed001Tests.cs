using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>Seed 001, NERTCCallkit for browsers: one test for each numbered step.</summary>
public abstract class Seed001Tests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnMock() : Seed001Tests(new MockStage());

    public sealed class OnWebRtc() : Seed001Tests(new WebRtcStage());

    [Fact]
    public Task Seed001_Step_1_1_call() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.CallAsync("bob", NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        Assert.Equal((NERtcCallStatus.Calling, NERtcCallStatus.Called), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed001_Step_1_2_cancel_with_a_local_view() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        var view = new FrameCount();
        await alice.Kit.SetupLocalViewAsync(view);
        await Stage.UntilAsync(() => view.Pictures > 2, "the local view shows the camera");
        await alice.Kit.CancelAsync();
        await HearsAsync(bob, "onUserCancel alice");
        Assert.Equal(NERtcCallStatus.Idle, alice.Kit.Status);
    });

    [Fact]
    public Task Seed001_Step_1_3_invited_with_an_attachment_of_any_fields() => Stage.RunAsync(async () =>
    {
        const string Attachment = """{ "room": 7, "主题": "早会 ☎" }""";
        var (alice, bob) = await TwoAsync();
        await EnterAsync("carol");
        await alice.Kit.GroupCallAsync(["bob", "carol"], NERtcCallType.Audio, "group 1", Attachment);
        await HearsAsync(bob, "onInvited alice");
        var invitation = Assert.Single(bob.Invitations);
        Assert.Equal(("alice", true, "group 1"), (invitation.Invitor, invitation.IsFromGroup, invitation.GroupId));
        Assert.Equal((NERtcCallType.Audio, Attachment), (invitation.Type, invitation.Attachment));
        Assert.Equal(["bob", "carol"], invitation.UserIds);
    });

    [Fact]
    public Task Seed001_Step_1_4_accept_inside_onInvited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.Kit.OnInvited += (_, _) => bob.Kit.AcceptAsync();
        await alice.Kit.CallAsync("bob", NERtcCallType.Video);
        await EnteredAsync(alice, bob);
        Assert.True(alice.Has("onUserAccept bob"));
    });

    [Fact]
    public Task Seed001_Step_1_5_reject_inside_onInvited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.Kit.OnInvited += (_, _) => bob.Kit.RejectAsync();
        await alice.Kit.CallAsync("bob", NERtcCallType.Video);
        await HearsAsync(alice, "onUserReject bob");
        Assert.Equal(NERtcCallStatus.Idle, bob.Kit.Status);
    });

    [Fact]
    public Task Seed001_Step_1_6_hangup_by_the_caller() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onCallEnd");
        Assert.EndsWith("onUserLeave alice, onCallEnd", bob.HeardOfCalls, StringComparison.Ordinal);
        await HearsAsync(alice, "onMessageSent alice Complete");
        Assert.False(alice.Has("onCallEnd"));
    });

    [Fact]
    public Task Seed001_Step_1_7_busy_in_an_answered_call() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await TalkAsync(NERtcCallType.Audio);
        var carol = await EnterAsync("carol");
        await carol.Kit.CallAsync("bob", NERtcCallType.Audio);
        await HearsAsync(carol, "onUserBusy bob");
        await HearsAsync(carol, "onMessageSent carol Busy");
        Assert.Equal((1, NERtcCallStatus.InCall), (bob.Invitations.Count, bob.Kit.Status));
    });

    [Fact]
    public Task Seed001_Step_1_8_1_one_device_only_signs_the_former_out() => Stage.RunAsync(async () =>
    {
        var bob = await EnterAsync("bob", "phone", isSole: true);
        await EnterAsync("bob", "tablet", isSole: true);
        await HearsAsync(bob, "onError -1");
        Assert.Equal(CallClientState.SignedOut, bob.Client.State);
        await FailsAsync(NERtcErrorCode.Common, () => bob.Kit.CallAsync("alice", NERtcCallType.Audio));
    });

    [Fact]
    public Task Seed001_Step_1_8_2_several_devices_one_answers() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, tablet);
        await HearsAsync(phone, "onInvited alice");
        await tablet.Kit.AcceptAsync();
        await HearsAsync(phone, "onOtherClientAccept");
        await EnteredAsync(alice, tablet);
    });

    [Fact]
    public Task Seed001_Step_1_8_2_several_devices_one_declines() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, tablet);
        await HearsAsync(phone, "onInvited alice");
        await tablet.Kit.RejectAsync();
        await HearsAsync(phone, "onOtherClientReject");
        await HearsAsync(alice, "onUserReject bob");
    });

    [Fact]
    public Task Seed001_Step_1_9_setCallTimeout_in_milliseconds() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Kit.SetCallTimeout(180_000);
        Assert.Equal(120, alice.Kit.TimeOutSeconds);
        alice.Kit.SetCallTimeout(1_500);
        await CallAsync(alice, bob);
        await HearsAsync(alice, "onCallingTimeOut");
        await HearsAsync(bob, "onCallingTimeOut");
        await CallAsync(bob, alice);
    });

    [Fact]
    public Task Seed001_Step_1_10_views_before_the_call_and_on_onUserEnter() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var (own, other) = (new FrameCount(), new FrameCount());
        await bob.Kit.SetupLocalViewAsync(own);
        bob.Kit.OnUserEnter += (_, user) => bob.Kit.SetupRemoteView(other, user);
        await CallAsync(alice, bob);
        await bob.Kit.AcceptAsync();
        await Stage.UntilAsync(() => own.Pictures > 2 && other.Pictures > 2, "both views show pictures");
    });
}
