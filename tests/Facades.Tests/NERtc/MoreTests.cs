using Calling.NERtc;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Facades.Tests.NERtc;

/// <summary>What the mobile kits have beyond the numbered steps: groups, consent, devices, bills.</summary>
public abstract class MoreTests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnWebRtc() : MoreTests(new WebRtcStage());

    public sealed class OnMock() : MoreTests(new MockStage())
    {
        [Fact]
        public Task Both_read_busy_when_two_call_each_other() => Stage.RunAsync(async () =>
        {
            var (alice, bob) = await TwoAsync();
            await Task.WhenAll(alice.Kit.CallAsync("bob", NERtcCallType.Audio), bob.Kit.CallAsync("alice", NERtcCallType.Audio));
            await HearsAsync(alice, "onMessageSent alice Busy");
            await HearsAsync(bob, "onMessageSent bob Busy");
            Assert.Equal((1, 1), (alice.Times("onUserBusy bob"), bob.Times("onUserBusy alice")));
            await IsAsync(alice, NERtcCallStatus.Idle);
            await IsAsync(bob, NERtcCallStatus.Idle);
        });

        [Fact]
        public Task Two_minutes_of_ringing() => Stage.RunAsync(async () =>
        {
            var (alice, bob) = await RingAsync();
            await Stage.PassAsync(119 * Second);
            Assert.Equal((NERtcCallStatus.Calling, NERtcCallStatus.Called), (alice.Kit.Status, bob.Kit.Status));
            await HearsAsync(alice, "onCallingTimeOut");
            await HearsAsync(bob, "onCallingTimeOut");
        });
    }

    [Fact]
    public Task groupCall_and_groupInvite() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var (carol, dave) = (await EnterAsync("carol"), await EnterAsync("dave"));
        await alice.Kit.GroupCallAsync(["bob", "carol"], NERtcCallType.Audio, "group 1");
        await HearsAsync(bob, "onInvited alice");
        await HearsAsync(carol, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        await carol.Kit.RejectAsync();
        await HearsAsync(alice, "onUserReject carol");
        Assert.Equal((true, "group 1"), (bob.Invitations.First().IsFromGroup, bob.Invitations.First().GroupId));

        await bob.Kit.GroupInviteAsync(["alice", "bob", "dave"]);
        await HearsAsync(dave, "onInvited bob");
        Assert.DoesNotContain("bob", dave.Invitations.First().UserIds);
        await dave.Kit.AcceptAsync();
        await HearsAsync(bob, "onUserAccept dave");
        await EnteredAsync(dave, alice);
        await EnteredAsync(dave, bob);
        Assert.Equal((false, NERtcCallStatus.InCall), (bob.Has("onUserReject carol"), alice.Kit.Status));
        Assert.Equal(1, alice.Times("onUserEnter bob"));
    });

    [Fact]
    public Task hangup_by_a_member_of_a_group_leaves() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await EnterAsync("carol");
        await alice.Kit.GroupCallAsync(["bob", "carol"], NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        await bob.Kit.HangupAsync();
        await HearsAsync(alice, "onUserLeave bob");
        Assert.Equal(NERtcCallStatus.InCall, alice.Kit.Status);
    });

    [Fact]
    public Task switchCallType_with_consent_agreed() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        bob.Kit.EnableSwitchCallTypeConfirm(video: true, audio: false);
        var asking = alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Invite);
        await HearsAsync(bob, "onCallTypeChange Video Invite");
        Assert.False(asking.IsCompleted);
        await bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Agree);
        await asking;
        await HearsAsync(alice, "onCallTypeChange Video Agree");
        await HearsAsync(bob, "onCallTypeChange Video Agree");
        await HearsAsync(bob, "onCameraAvailable alice True");
    });

    [Fact]
    public Task switchCallType_with_consent_declined() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(NERtcCallType.Audio);
        bob.Kit.EnableSwitchCallTypeConfirm(video: true, audio: false);
        var asking = alice.Kit.SwitchCallTypeAsync(NERtcCallType.Video);
        await HearsAsync(bob, "onCallTypeChange Video Invite");
        await bob.Kit.SwitchCallTypeAsync(NERtcCallType.Video, NERtcSwitchState.Reject);
        await asking;
        await HearsAsync(alice, "onCallTypeChange Video Reject");
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onCallEnd");
        Assert.False(alice.Has("onCallTypeChange Video Agree") || bob.Has("onCallTypeChange Video Agree"));
        Assert.False(bob.Has("onCallTypeChange Video Reject"), "one's own answer is no news");
    });

    [Fact]
    public Task enableSwitchCallTypeConfirm_for_audio_is_refused() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var error = Assert.Throws<NERtcException>(() => alice.Kit.EnableSwitchCallTypeConfirm(video: false, audio: true));
        Assert.Contains("CALL-101", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task enableLocalVideo_stops_the_local_view_too() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        var view = new FrameCount();
        await alice.Kit.SetupLocalViewAsync(view);
        await Stage.UntilAsync(() => view.Pictures > 2, "the local view shows the camera");
        await alice.Kit.EnableLocalVideoAsync(false);
        await HearsAsync(bob, "onCameraAvailable alice False");
        int shown = view.Pictures;
        await Stage.PassAsync(Second / 4);
        Assert.Equal(shown, view.Pictures);
        await alice.Kit.EnableLocalVideoAsync(true);
        await Stage.UntilAsync(() => view.Pictures > shown, "the local view goes on");
        await HearsAsync(bob, "onFirstVideoFrameDecoded alice");
    });

    [Fact]
    public Task enableLocalVideo_in_an_audio_call_is_a_status_error() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync(NERtcCallType.Audio);
        await FailsAsync(NERtcErrorCode.StatusError, () => alice.Kit.EnableLocalVideoAsync(true));
    });

    [Fact]
    public Task switchCamera_works_where_the_provider_can() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        await AsDeclaredAsync(alice, CallCapabilities.CameraSwitch, alice.Kit.SwitchCameraAsync);
        await AsDeclaredAsync(alice, CallCapabilities.CameraSwitch, alice.Kit.SwitchCameraAsync);
    });

    [Fact]
    public Task setLoudSpeakerMode_works_where_the_provider_can() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        await AsDeclaredAsync(alice, CallCapabilities.AudioRoute, () => alice.Kit.SetLoudSpeakerModeAsync(true));
        await AsDeclaredAsync(alice, CallCapabilities.AudioRoute, () => alice.Kit.SetLoudSpeakerModeAsync(false));
    });

    [Fact]
    public Task onFirstVideoFrameDecoded_comes_once_for_each_user() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await HearsAsync(alice, "onFirstVideoFrameDecoded bob");
        await HearsAsync(bob, "onFirstVideoFrameDecoded alice");
        Assert.Equal(1, alice.Times("onFirstVideoFrameDecoded bob"));
    });

    [Fact]
    public Task A_disposed_kit_is_silent_and_its_client_goes_on() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await alice.Kit.DisposeAsync();
        await bob.Kit.AcceptAsync();
        await HearsAsync(bob, "onUserEnter alice");
        Assert.Equal("", alice.Heard);
    });

    [Fact]
    public Task The_facade_is_a_service() => Stage.RunAsync(async () =>
    {
        var client = Stage.Client("alice", CallProfile.NERtc);
        await using var services = new ServiceCollection().AddSingleton(client).AddNERtcFacade(o => o.DeviceId = "phone").BuildServiceProvider();
        var kit = services.GetRequiredService<NERtcCallKit>();
        await kit.LoginAsync("alice", Stage.Token("alice"));
        Assert.Equal(("alice", kit), (client.UserId, services.GetRequiredService<NERtcCallKit>()));
    });

    private static async Task AsDeclaredAsync(KitUser user, CallCapabilities capability, Func<Task> act)
    {
        if (user.Client.Provider.Capabilities.HasFlag(capability))
        {
            await act();
        }
        else
        {
            var error = await Assert.ThrowsAsync<NERtcException>(act);
            Assert.Equal(capability, Assert.IsType<CallException>(error.InnerException).Capability);
        }
    }
}
