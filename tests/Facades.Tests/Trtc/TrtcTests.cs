using Calling.Facades.Tests.NERtc;
using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>What the API list of seed 003 has beyond its numbered steps, and who is told what.</summary>
public abstract class TrtcTests(FacadeStage stage) : TrtcStageTests(stage)
{
    public sealed class OnWebRtc() : TrtcTests(new WebRtcStage())
    {
        [Fact]
        public Task A_refused_signature_is_told() => Stage.RunAsync(async () =>
        {
            var alice = Arrive("alice");
            alice.Calling.Login("alice", "no signature", failed: (code, _) => alice.Note($"failed {(int)code}"));
            await HearsAsync(alice, "failed 6206");
            Assert.Equal("failed 6206", alice.Heard);
        });
    }

    public sealed class OnMock() : TrtcTests(new MockStage())
    {
        [Fact]
        public Task Both_lines_are_busy_when_two_call_each_other() => Stage.RunAsync(async () =>
        {
            var (alice, bob) = await TwoAsync();
            alice.Calling.Call("bob", CallType.Audio);
            bob.Calling.Call("alice", CallType.Audio);
            await HearsAsync(alice, "onCallEnd");
            await HearsAsync(bob, "onCallEnd");
            await Stage.PassAsync(Second);
            Assert.Equal(("onLineBusy bob, onCallEnd", "onLineBusy alice, onCallEnd"), (alice.Heard, bob.Heard));
        });

        [Fact]
        public Task Calls_that_cross_connect_if_the_app_says_so() => Stage.RunAsync(async () =>
        {
            var (alice, bob) = await TwoAsync(o => o.Glare = GlarePolicy.Connect);
            alice.Calling.Call("bob", CallType.Audio);
            bob.Calling.Call("alice", CallType.Audio);
            await EnteredAsync(alice, bob);
            Assert.False(alice.Has("onCallEnd") || bob.Has("onCallEnd"));
            alice.Calling.Hangup();
            await HearsAsync(bob, "onUserLeave alice", "onCallEnd");
            Assert.Equal((1, 1), (bob.Times("onUserEnter alice"), bob.Times("onCallEnd")));
        });

        [Fact]
        public Task Thirty_seconds_of_ringing() => Stage.RunAsync(async () =>
        {
            var (alice, bob) = await RingAsync();
            await Stage.PassAsync(29 * Second);
            Assert.Equal(("", "onInvited alice [] False Video"), (alice.Heard, bob.Heard));
            await Stage.PassAsync(2 * Second);
            await HearsAsync(bob, "onCallingTimeOut");
            await HearsAsync(alice, "onCallEnd");
        });
    }

    [Fact]
    public Task Logout_ends_the_call_without_a_callback() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        string before = alice.Heard;
        alice.Calling.Logout(() => alice.Note("logged out"));
        await HearsAsync(alice, "logged out");
        await HearsAsync(bob, "onUserLeave alice", "onCallEnd");
        Assert.EndsWith(", logged out", alice.Heard, StringComparison.Ordinal);
        Assert.Equal((0, CallClientState.SignedOut), (alice.Times("onCallEnd"), alice.Client.State));
        alice.Calling.Login("alice", Stage.Token("alice"), () => alice.Note("logged in"));
        await HearsAsync(alice, "logged in");
        Assert.NotEqual("", before);
    });

    [Fact]
    public Task A_second_login_is_refused() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Login("alice", Stage.Token("alice"), failed: (code, _) => alice.Note($"failed {(int)code}"));
        await HearsAsync(alice, "failed -1203");
    });

    [Fact]
    public Task Hangup_of_two_tells_the_other_alone() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        bob.Calling.Hangup();
        await HearsAsync(alice, "onCallEnd");
        await IsFreeAsync(bob);
        Assert.Equal(("onUserEnter bob, onUserLeave bob, onCallEnd", 0), (alice.HeardOfCalls, bob.Times("onCallEnd")));
        await RingAsync(bob, alice);
    });

    [Fact]
    public Task Hangup_while_it_rings_declines() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        bob.Calling.Hangup();
        await HearsAsync(alice, "onReject bob", "onCallEnd");
    });

    [Fact]
    public Task Hangup_right_after_call_leaves_no_ghost() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Calling.Call("bob", CallType.Audio);
        alice.Calling.Hangup();
        await Stage.PassAsync(Second);
        Assert.Null(bob.Session);
        await RingAsync(alice, bob);
        Assert.NotNull(bob.Session);
        Assert.Equal("", alice.Heard);
    });

    [Fact]
    public Task A_callee_in_another_call_is_busy() => Stage.RunAsync(async () =>
    {
        var (_, bob) = await RingAsync();
        var carol = await EnterAsync("carol");
        carol.Calling.Call("bob", CallType.Audio);
        await HearsAsync(carol, "onCallEnd");
        Assert.Equal(("onLineBusy bob, onCallEnd", "onInvited alice [] False Video"), (carol.Heard, bob.Heard));
    });

    [Fact]
    public Task GroupCall_again_invites_and_the_inviter_alone_reads_the_answers() => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await TalkInGroupAsync(CallType.Audio);
        var (dave, erin) = (await EnterAsync("dave"), await EnterAsync("erin"));
        bob.Calling.GroupCall(["alice", "bob", "dave", "erin"], CallType.Video, "another");
        await HearsAsync(dave, "onInvited bob [bob carol dave erin] False Audio");
        await HearsAsync(alice, "onGroupCallInviteeListUpdate dave erin");
        await HearsAsync(carol, "onGroupCallInviteeListUpdate dave erin");
        await HearsAsync(erin, "onInvited bob [bob carol dave erin] False Audio");
        dave.Calling.Reject();
        await HearsAsync(bob, "onReject dave");
        erin.Calling.Accept();
        await EnteredAsync(erin, alice);
        await EnteredAsync(erin, bob);
        Assert.False(alice.Has("onReject dave") || carol.Has("onReject dave"));
        Assert.Equal(
            (0, 1, 1),
            (Updates(bob), Updates(alice), Updates(carol)));
        bob.Calling.Call("dave", CallType.Audio);
        await Stage.UntilAsync(() => dave.Times("onInvited bob [bob carol dave erin] False Audio") == 2, $"Dave is invited again; {dave.Heard}");
    });

    [Fact]
    public Task Call_again_in_a_call_of_two_is_refused() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        alice.Calling.Call("carol", CallType.Audio);
        await HearsAsync(alice, "onError -1203");
        alice.Calling.GroupCall(["carol", "dave"], CallType.Audio);
        await Stage.UntilAsync(() => alice.Times("onError -1203") == 2, "it is refused again");
        Assert.True(alice.Session is not null && bob.Session is not null);
    });

    [Fact]
    public Task Wrong_arguments_are_told() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Call("b@b", CallType.Audio);
        alice.Calling.GroupCall(["bob", ""], CallType.Audio);
        alice.Calling.Call("bob", CallType.Unknown);
        alice.Calling.Call("alice", CallType.Audio);
        alice.Calling.GroupCall([], CallType.Audio);
        await Stage.UntilAsync(() => alice.Times("onError 6017") == 5, $"five errors; heard {alice.Heard}");
        Assert.Null(alice.Session);
    });

    [Fact]
    public Task Methods_without_their_call_are_told() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        Action[] methods =
        [
            alice.Calling.Accept, alice.Calling.Reject, () => alice.Calling.SetMicMute(true), () => alice.Calling.SetHandsFree(true),
            () => alice.Calling.SwitchCamera(false), () => alice.Calling.StartRemoteView("bob", new FrameCount()),
        ];
        for (int i = 0; i < methods.Length; i++)
        {
            methods[i]();
            await Stage.UntilAsync(() => alice.Times("onError -1203") == i + 1, $"method {i} is refused; heard {alice.Heard}");
        }

        alice.Calling.Hangup();
        alice.Calling.StopRemoteView("bob");
        alice.Calling.CloseCamera();
        alice.Calling.Call("bob", CallType.Audio);
        alice.Calling.Accept();
        await Stage.UntilAsync(() => alice.Times("onError -1203") == methods.Length + 1, "a caller cannot accept");
        Assert.Equal(methods.Length + 1, alice.Heard.Split(", ").Length);
    });

    [Fact]
    public Task SetMicMute_is_seen_by_the_others() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        await HearsAsync(alice, "onUserAudioAvailable bob True");
        bob.Calling.SetMicMute(true);
        await HearsAsync(alice, "onUserAudioAvailable bob False");
        await Stage.UntilAsync(() => alice.Volumes.GetValueOrDefault("bob", -1) == 0, "Bob cannot be heard");
        bob.Calling.SetMicMute(false);
        await Stage.UntilAsync(() => alice.Times("onUserAudioAvailable bob True") == 2, $"it is told; heard: {alice.Heard}");
    });

    [Fact]
    public Task OnUserVoiceVolume_tells_of_everybody() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        foreach (var user in new[] { alice, bob })
        {
            await Stage.UntilAsync(
                () => user.Volumes.GetValueOrDefault("alice") > 0 && user.Volumes.GetValueOrDefault("bob") > 0, "both can be heard");
            Assert.All(user.Volumes.Values, volume => Assert.InRange(volume, 0, 100));
        }
    });

    [Fact]
    public Task OpenCamera_in_an_audio_call_is_refused() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio);
        alice.Calling.OpenCamera(front: true, view: null);
        await HearsAsync(alice, "onError -1203");
        alice.Calling.Hangup();
        await IsFreeAsync(bob);
        bob.WhenInvited = bob.Calling.Accept;
        await RingAsync(alice, bob);
        await Stage.UntilAsync(() => bob.Times("onUserEnter alice") == 2, "they talk again");
        Assert.False(alice.Session!.Snapshot.LocalMedia.CameraOn);
    });

    [Fact]
    public Task The_camera_closes_with_the_call() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        var (hers, his) = (new FrameCount(), new FrameCount());
        alice.Calling.OpenCamera(front: true, hers);
        await Stage.UntilAsync(() => hers.Pictures > 2, "Alice sees herself");
        await RingAsync(alice, bob);
        bob.Calling.OpenCamera(front: true, his);
        bob.Calling.Accept();
        await HearsAsync(alice, "onUserVideoAvailable bob True");
        await HearsAsync(bob, "onUserVideoAvailable alice True");
        await Stage.UntilAsync(() => his.Pictures > 2, "Bob sees himself");
        alice.Calling.Hangup();
        await HearsAsync(bob, "onCallEnd");
        await Stage.PassAsync(Second / 4);
        var shown = (hers.Pictures, his.Pictures);
        await Stage.PassAsync(Second / 4);
        Assert.Equal(shown, (hers.Pictures, his.Pictures));
    });

    [Fact]
    public Task SwitchCamera_works_where_the_provider_can() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        await AsDeclaredAsync(alice, CallCapabilities.CameraSwitch, () => alice.Calling.SwitchCamera(front: false));
        await AsDeclaredAsync(alice, CallCapabilities.CameraSwitch, () => alice.Calling.OpenCamera(front: false, view: null));
    });

    [Fact]
    public Task OpenCamera_before_the_call_takes_the_back_camera_where_the_provider_can() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.WhenInvited = bob.Calling.Accept;
        await AsDeclaredAsync(alice, CallCapabilities.CameraSwitch, () =>
        {
            alice.Calling.OpenCamera(front: false, view: null);
            alice.Calling.Call("bob", CallType.Video);
        });
        await HearsAsync(bob, "onUserVideoAvailable alice True");
    });

    [Fact]
    public Task SetHandsFree_works_where_the_provider_can() => Stage.RunAsync(async () =>
    {
        var (alice, _) = await TalkAsync();
        await AsDeclaredAsync(alice, CallCapabilities.AudioRoute, () => alice.Calling.SetHandsFree(true));
        await AsDeclaredAsync(alice, CallCapabilities.AudioRoute, () => alice.Calling.SetHandsFree(false));
    });

    [Fact]
    public Task Other_devices_are_told_that_one_has_answered() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await RingAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice [] False Video");
        phone.Calling.Accept();
        await HearsAsync(tablet, "onCallEnd");
        await EnteredAsync(alice, phone);
        tablet.Calling.Accept();
        await HearsAsync(tablet, "onError -1203");
        Assert.Equal("onInvited alice [] False Video, onCallEnd, onError -1203", tablet.Heard);
    });

    [Fact]
    public Task Other_devices_are_told_that_one_has_declined() => Stage.RunAsync(async () =>
    {
        var (alice, phone, tablet) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("bob", "tablet"));
        await RingAsync(alice, phone);
        await HearsAsync(tablet, "onInvited alice [] False Video");
        phone.Calling.Reject();
        await HearsAsync(tablet, "onCallEnd");
        Assert.Equal("onInvited alice [] False Video, onReject bob, onCallEnd", tablet.Heard);
    });

    [Fact]
    public Task A_sign_in_elsewhere_is_an_error_where_one_device_is_allowed() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob", isSole: true));
        await RingAsync(alice, bob);
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        await EnterAsync("bob", "tablet", isSole: true);
        await HearsAsync(bob, "onError 6208", "onCallEnd");
        await HearsAsync(alice, "onUserLeave bob", "onCallEnd");
    });

    [Fact]
    public Task Who_loses_the_peer_is_told_that_it_left() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync(CallType.Audio, o => o.ReconnectTimeout = Second);
        Stage.Cut("bob");
        await HearsAsync(alice, "onUserLeave bob", "onCallEnd");
        Assert.EndsWith("onCallEnd", alice.HeardOfCalls, StringComparison.Ordinal);
        Assert.Equal(1, alice.Times("onCallEnd"));
    });

    [Fact]
    public Task What_the_delegate_throws_is_told_and_hinders_nothing() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.Throws = new InvalidOperationException("a bug of the app");
        alice.Calling.Call("bob", CallType.Audio);
        await HearsAsync(bob, "onInvited alice [] False Audio", "onError -1");
        bob.Calling.Accept();
        await HearsAsync(alice, "onUserEnter bob");
        await HearsAsync(bob, "onUserEnter alice");
    });

    [Fact]
    public Task A_delegate_implements_what_it_needs() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        bob.Calling.AddDelegate(new Deaf());
        alice.Calling.Call("bob", CallType.Audio);
        await Stage.UntilAsync(() => bob.Session is not null, "it rings");
        bob.Calling.Accept();
        await HearsAsync(alice, "onUserEnter bob");
        alice.Calling.Hangup();
        await IsFreeAsync(bob);
    });

    [Fact]
    public Task A_disposed_one_is_silent_and_its_client_goes_on() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await alice.Calling.DisposeAsync();
        bob.Calling.Accept();
        await HearsAsync(bob, "onUserEnter alice");
        Assert.Equal("", alice.Heard);
    });

    private static int Updates(TrtcUser user)
        => user.Heard.Split(", ").Count(h => h.StartsWith("onGroupCallInviteeListUpdate", StringComparison.Ordinal));

    /// <summary>Nothing fails where the provider declares the capability; else it is told, once.</summary>
    private async Task AsDeclaredAsync(TrtcUser user, CallCapabilities capability, Action act)
    {
        int before = user.Times("onError -1205");
        act();
        if (user.Client.Provider.Capabilities.HasFlag(capability))
        {
            await Stage.PassAsync(Second / 4);
            Assert.DoesNotContain("onError", user.Heard, StringComparison.Ordinal);
        }
        else
        {
            await Stage.UntilAsync(() => user.Times("onError -1205") > before, $"it is refused; heard: {user.Heard}");
        }
    }

    private sealed class Deaf : ITRTCCallingDelegate;
}
