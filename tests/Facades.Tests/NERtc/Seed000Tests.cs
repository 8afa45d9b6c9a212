using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>Seed 000, NERtcCallKit on iOS: one test for each numbered step.</summary>
public abstract class Seed000Tests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnMock() : Seed000Tests(new MockStage());

    public sealed class OnWebRtc() : Seed000Tests(new WebRtcStage());

    [Fact]
    public Task Seed000_Step_1_1_call() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.CallAsync("bob", NERtcCallType.Video, "an attachment");
        Assert.Equal(NERtcCallStatus.Calling, alice.Kit.Status);
        await HearsAsync(bob, "onInvited alice");
        Assert.Equal(("", NERtcCallStatus.Called), (alice.Heard, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_1_call_reports_its_failure_to_the_completion() => Stage.RunAsync(async () =>
    {
        var alice = Arrive("alice");
        await FailsAsync(NERtcErrorCode.Common, () => alice.Kit.CallAsync("bob", NERtcCallType.Video));
    });

    [Fact]
    public Task Seed000_Step_1_2_cancel() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await alice.Kit.CancelAsync();
        await HearsAsync(bob, "onUserCancel alice");
        await HearsAsync(alice, "onMessageSent alice Canceled");
        Assert.Equal(("onMessageSent alice Canceled", "onInvited alice, onUserCancel alice"), (alice.Heard, bob.Heard));
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Idle), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_3_invited() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.CallAsync("bob", NERtcCallType.Video, "an attachment");
        await HearsAsync(bob, "onInvited alice");
        var invitation = Assert.Single(bob.Invitations);
        Assert.Equal(("alice", false, null), (invitation.Invitor, invitation.IsFromGroup, invitation.GroupId));
        Assert.Equal((NERtcCallType.Video, "an attachment"), (invitation.Type, invitation.Attachment));
        Assert.Equal(["bob"], invitation.UserIds);
    });

    [Fact]
    public Task Seed000_Step_1_4_accept() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        Assert.Equal(("onUserAccept bob, onUserEnter bob", "onInvited alice, onUserEnter alice"), (alice.HeardOfCalls, bob.HeardOfCalls));
        Assert.Equal((NERtcCallStatus.InCall, NERtcCallStatus.InCall), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_5_reject() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await bob.Kit.RejectAsync();
        await HearsAsync(alice, "onMessageSent alice Rejected");
        Assert.Equal(("onUserReject bob, onMessageSent alice Rejected", "onInvited alice"), (alice.Heard, bob.Heard));
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Idle), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_6_hangup() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await bob.Kit.HangupAsync();
        Assert.Equal(NERtcCallStatus.Idle, bob.Kit.Status);
        await HearsAsync(alice, "onMessageSent alice Complete");
        Assert.EndsWith("onUserLeave bob, onCallEnd, onMessageSent alice Complete", alice.HeardOfCalls, StringComparison.Ordinal);
        Assert.False(bob.Has("onCallEnd"));
        await CallAsync(bob, alice);
    });

    [Fact]
    public Task Seed000_Step_1_7_busy() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await RingAsync();
        var carol = await EnterAsync("carol");
        await carol.Kit.CallAsync("bob", NERtcCallType.Audio);
        await HearsAsync(carol, "onMessageSent carol Busy");
        Assert.Equal(("onUserBusy bob, onMessageSent carol Busy", "onInvited alice"), (carol.Heard, bob.Heard));
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Called), (carol.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_8_1_one_device_only() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob", "phone", isSole: true));
        await CallAsync(alice, bob);
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        await EnterAsync("bob", "tablet", isSole: true);
        await HearsAsync(bob, "onCallEnd");
        await HearsAsync(alice, "onCallEnd");
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Idle), (alice.Kit.Status, bob.Kit.Status));
        Assert.True(alice.Has("onUserLeave bob") || alice.Has("onUserDisconnect bob"), alice.Heard);
    });

    [Fact]
    public Task Seed000_Step_1_8_2_several_devices_one_answers() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice");
        await phone.Kit.AcceptAsync();
        await HearsAsync(tablet, "onError 2001");
        Assert.Equal("onInvited alice, onOtherClientAccept, onError 2001", tablet.Heard);
        await EnterAsync("bob", "desktop");
        await EnteredAsync(alice, phone);
        Assert.Equal((NERtcCallStatus.InCall, NERtcCallStatus.Idle), (phone.Kit.Status, tablet.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_8_2_several_devices_one_declines() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await CallAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice");
        await phone.Kit.RejectAsync();
        await HearsAsync(tablet, "onError 2002");
        Assert.Equal("onInvited alice, onOtherClientReject, onError 2002", tablet.Heard);
        await HearsAsync(alice, "onUserReject bob");
    });

    [Fact]
    public Task Seed000_Step_1_9_timeout() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        Assert.Equal(120, alice.Kit.TimeOutSeconds);
        alice.Kit.TimeOutSeconds = 1;
        await CallAsync(alice, bob);
        await HearsAsync(alice, "onMessageSent alice Timeout");
        await HearsAsync(bob, "onCallingTimeOut");
        Assert.Equal(("onCallingTimeOut, onMessageSent alice Timeout", "onInvited alice, onCallingTimeOut"), (alice.Heard, bob.Heard));
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Idle), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed000_Step_1_9_a_timeout_set_meanwhile_is_the_next_calls() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        (alice.Kit.TimeOutSeconds, bob.Kit.TimeOutSeconds) = (1, 1);
        await Stage.PassAsync(2 * Second);
        Assert.Equal((NERtcCallStatus.Calling, NERtcCallStatus.Called), (alice.Kit.Status, bob.Kit.Status));
        await alice.Kit.CancelAsync();
        await IsAsync(bob, NERtcCallStatus.Idle);
        await CallAsync(alice, bob);
        await HearsAsync(alice, "onCallingTimeOut");
        await HearsAsync(bob, "onCallingTimeOut");
    });

    [Fact]
    public Task Seed000_Step_1_9_the_called_sides_own_timeout_counts_too() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.Kit.TimeOutSeconds = 1;
        await CallAsync(alice, bob);
        await HearsAsync(bob, "onCallingTimeOut");
        await HearsAsync(alice, "onCallingTimeOut");
    });

    [Theory]
    [InlineData(30, 30)]
    [InlineData(120, 120)]
    [InlineData(121, 120)]
    [InlineData(int.MaxValue, 120)]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    public Task Seed000_Step_1_9_timeOutSeconds_is_at_most_two_minutes(int seconds, int effective) => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Kit.TimeOutSeconds = seconds;
        Assert.Equal(effective, alice.Kit.TimeOutSeconds);
    });

    [Fact]
    public Task Seed000_Step_1_10_setupLocalView_and_setupRemoteView() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var (own, other) = (new FrameCount(), new FrameCount());
        alice.Kit.OnFirstVideoFrameDecoded += (_, user) => alice.Kit.SetupRemoteView(other, user);
        await CallAsync(alice, bob);
        await alice.Kit.SetupLocalViewAsync(own);
        await Stage.UntilAsync(() => own.Pictures > 2, "the local view shows the camera");
        await bob.Kit.AcceptAsync();
        await HearsAsync(alice, "onFirstVideoFrameDecoded bob");
        await Stage.UntilAsync(() => other.Pictures > 2, "the remote view shows Bob");
        await alice.Kit.HangupAsync();
        var shown = (own.Pictures, other.Pictures);
        await Stage.PassAsync(Second / 4);
        Assert.Equal(shown, (own.Pictures, other.Pictures));
    });
}
