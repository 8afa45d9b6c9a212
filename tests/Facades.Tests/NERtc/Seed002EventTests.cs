using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>Seed 002, the API table of NERTCCallkit: one test for each event.</summary>
public abstract class Seed002EventTests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnMock() : Seed002EventTests(new MockStage());

    public sealed class OnWebRtc() : Seed002EventTests(new WebRtcStage());

    [Fact]
    public Task Seed002_Event_onInvited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        Assert.Equal(("", 1), (alice.Heard, bob.Times("onInvited alice")));
    });

    [Fact]
    public Task Seed002_Event_onUserBusy() => Stage.RunAsync(async () =>
    {
        await RingAsync();
        var carol = await EnterAsync("carol");
        await carol.Kit.CallAsync("alice", NERtcCallType.Video);
        await HearsAsync(carol, "onUserBusy alice");
    });

    [Fact]
    public Task Seed002_Event_onUserCancel() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onUserCancel alice");
        Assert.Equal("onInvited alice, onUserCancel alice", bob.Heard);
    });

    [Fact]
    public Task Seed002_Event_onUserAccept() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        Assert.Equal((1, false), (alice.Times("onUserAccept bob"), bob.Has("onUserAccept bob")));
    });

    [Fact]
    public Task Seed002_Event_onUserEnter() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        Assert.Equal((1, 1), (alice.Times("onUserEnter bob"), bob.Times("onUserEnter alice")));
    });

    [Fact]
    public Task Seed002_Event_onUserReject() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await bob.Kit.RejectAsync();
        await HearsAsync(alice, "onUserReject bob");
        Assert.False(alice.Has("onCallEnd"));
    });

    [Fact]
    public Task Seed002_Event_onUserLeave() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await bob.Kit.LeaveAsync();
        await HearsAsync(alice, "onUserLeave bob");
    });

    [Fact]
    public Task Seed002_Event_onUserDisconnect() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync(configure: o => o.ReconnectTimeout = Second);
        Stage.Cut("bob");
        await HearsAsync(alice, "onUserDisconnect bob");
        await IsAsync(alice, NERtcCallStatus.Idle);
        await HearsAsync(alice, "onMessageSent alice Complete");

        // Which of both: the other's line is known to be down, or only that no media comes through.
        string end = alice.Has("onCallEnd") ? "onCallEnd" : "onDisconnect alice";
        Assert.Equal($"onUserAccept bob, onUserEnter bob, onUserDisconnect bob, {end}, onMessageSent alice Complete", alice.HeardOfCalls);
    });

    [Fact]
    public Task Seed002_Event_onDisconnect() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await TalkAsync(configure: o => o.ReconnectTimeout = Second);
        Stage.Cut("bob");
        await HearsAsync(bob, "onDisconnect bob");
        Assert.Equal(NERtcCallStatus.Idle, bob.Kit.Status);
        Assert.Equal("onInvited alice, onUserEnter alice, onUserDisconnect alice, onDisconnect bob", bob.HeardOfCalls);
    });

    [Fact]
    public Task Seed002_Event_onAudioAvailable() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        Assert.True(alice.Has("onAudioAvailable bob True"));
        await bob.Kit.MuteLocalAudioAsync(true);
        await HearsAsync(alice, "onAudioAvailable bob False");
    });

    [Fact]
    public Task Seed002_Event_onCameraAvailable() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        Assert.True(alice.Has("onCameraAvailable bob True"));
        await bob.Kit.EnableLocalVideoAsync(false);
        await HearsAsync(alice, "onCameraAvailable bob False");
        Assert.False(alice.Has("onAudioAvailable bob False"));
    });

    [Fact]
    public Task Seed002_Event_onCallEnd() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await bob.Kit.HangupAsync();
        await HearsAsync(alice, "onMessageSent alice Complete");
        Assert.Equal((1, 0), (alice.Times("onCallEnd"), bob.Times("onCallEnd")));
    });

    [Fact]
    public Task Seed002_Event_onCallingTimeOut() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Kit.SetCallTimeout(1_000);
        await CallAsync(alice, bob);
        await HearsAsync(alice, "onCallingTimeOut");
        await HearsAsync(bob, "onCallingTimeOut");
        Assert.False(bob.Has("onUserCancel alice"));
    });

    [Fact]
    public Task Seed002_Event_onCallTypeChange() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        await alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video);
        await HearsAsync(alice, "onCallTypeChange Video Agree");
        await HearsAsync(bob, "onCallTypeChange Video Agree");
        await bob.Kit.SwitchCallTypeAsync(NERtcCallType.Audio);
        await HearsAsync(alice, "onCallTypeChange Audio Agree");
        await HearsAsync(bob, "onCallTypeChange Audio Agree");
        Assert.False(bob.Has("onCallTypeChange Video Invite"));
    });

    [Fact]
    public Task Seed002_Event_onOtherClientAccept() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice");
        await phone.Kit.AcceptAsync();
        await HearsAsync(tablet, "onOtherClientAccept");
        Assert.False(phone.Has("onOtherClientAccept"));
    });

    [Fact]
    public Task Seed002_Event_onOtherClientReject() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice");
        await phone.Kit.RejectAsync();
        await HearsAsync(tablet, "onOtherClientReject");
        Assert.False(phone.Has("onOtherClientReject"));
    });

    [Fact]
    public Task Seed002_Event_onVideoMuted() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await bob.Kit.MuteLocalVideoAsync(true);
        await HearsAsync(alice, "onVideoMuted bob True");
        await bob.Kit.MuteLocalVideoAsync(false);
        await HearsAsync(alice, "onVideoMuted bob False");
        Assert.Equal((1, 1), (alice.Times("onVideoMuted bob True"), alice.Times("onVideoMuted bob False")));
    });

    [Fact]
    public Task Seed002_Event_onAudioMuted() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await bob.Kit.MuteLocalAudioAsync(true);
        await HearsAsync(alice, "onAudioMuted bob True");
        await bob.Kit.MuteLocalAudioAsync(false);
        await HearsAsync(alice, "onAudioMuted bob False");
        Assert.False(alice.Has("onVideoMuted bob True"));
    });

    [Fact]
    public Task Seed002_Event_onMessageSent() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        await Stage.PassAsync(Second);
        await bob.Kit.HangupAsync();
        await HearsAsync(alice, "onMessageSent alice Complete");
        var bill = Assert.Single(alice.Bills);
        Assert.Equal(("alice", "bob", NERtcCallType.Audio, 1), (bill.UserId, bill.CalleeId, bill.Type, (int)bill.Status));
        Assert.InRange(bill.Duration, Second, 10 * Second);
        Assert.Empty(bob.Bills);
    });

    [Fact]
    public Task Seed002_Event_onError() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Kit.OnUserAccept += (_, _) => throw new InvalidOperationException("the app's own mistake");
        await CallAsync(alice, bob);
        await bob.Kit.AcceptAsync();
        await HearsAsync(alice, "onError -1");
        await EnteredAsync(alice, bob);
    });
}
