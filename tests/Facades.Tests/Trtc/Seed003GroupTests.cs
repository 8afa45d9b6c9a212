using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>Seed 003, step 6: group calls, 6.1 of video and 6.2 of audio.</summary>
public abstract class Seed003GroupTests(FacadeStage stage) : TrtcStageTests(stage)
{
    public sealed class OnMock() : Seed003GroupTests(new MockStage());

    public sealed class OnWebRtc() : Seed003GroupTests(new WebRtcStage());

    [Fact]
    public Task Seed003_Step_6_1_1_groupCall_and_openCamera() => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync();
        (bob.WhenInvited, carol.WhenInvited) = (bob.Calling.Accept, carol.Calling.Accept);
        alice.Calling.GroupCall(["bob", "carol"], CallType.Video, groupId: "");
        alice.Calling.OpenCamera(front: true, view: null);
        await HearsAsync(bob, "onInvited alice [bob carol] False Video", "onUserVideoAvailable alice True");
        await HearsAsync(carol, "onUserVideoAvailable alice True", "onUserEnter bob");
    });

    [Fact]
    public Task Seed003_Step_6_1_2_onInvited_with_what_the_caller_gave() => InvitedAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_1_3_one_accepts_and_one_rejects() => AnsweredAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_1_4_onNoResp_and_onCallingTimeOut() => UnansweredAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_1_4_thirty_seconds_by_default() => Stage.RunAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        alice.Calling.Call("bob", CallType.Video);
        await Stage.UntilAsync(() => Stage.Pushes.Count == 1, "it rings nowhere");
        Assert.InRange(Stage.Pushes[0].RingRemaining, 25 * Second, 30 * Second);
    });

    [Fact]
    public Task Seed003_Step_6_1_4_hangup_before_anybody_answers() => TakenBackAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_1_5_hangup_leaves_alone() => LeftAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_1_6_onUserEnter_and_onUserLeave() => CameAndWentAsync(CallType.Video);

    [Fact]
    public Task Seed003_Step_6_2_1_groupCall_audio() => Stage.RunAsync(async () =>
    {
        var (alice, bob, _) = await TalkInGroupAsync(CallType.Audio);
        await HearsAsync(alice, "onUserAudioAvailable bob True", "onUserAudioAvailable carol True");
        await HearsAsync(bob, "onUserAudioAvailable carol True");
        Assert.Equal(CallMedia.Audio, bob.Session!.Snapshot.Media);
    });

    [Fact]
    public Task Seed003_Step_6_2_2_onInvited_with_what_the_caller_gave() => InvitedAsync(CallType.Audio);

    [Fact]
    public Task Seed003_Step_6_2_3_one_accepts_and_one_rejects() => AnsweredAsync(CallType.Audio);

    [Fact]
    public Task Seed003_Step_6_2_4_onNoResp_and_onCallingTimeOut() => UnansweredAsync(CallType.Audio);

    [Fact]
    public Task Seed003_Step_6_2_4_hangup_before_anybody_answers() => TakenBackAsync(CallType.Audio);

    [Fact]
    public Task Seed003_Step_6_2_5_hangup_leaves_alone() => LeftAsync(CallType.Audio);

    [Fact]
    public Task Seed003_Step_6_2_6_onUserEnter_and_onUserLeave() => CameAndWentAsync(CallType.Audio);

    private Task InvitedAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync();
        alice.Calling.GroupCall(["bob", "carol", "dave"], type, "group 1");
        await HearsAsync(bob, $"onInvited alice [bob carol dave] True {type}");
        await HearsAsync(carol, $"onInvited alice [bob carol dave] True {type}");
        Assert.Equal("", alice.Heard);
    });

    private Task AnsweredAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync();
        alice.Calling.GroupCall(["bob", "carol"], type);
        await HearsAsync(bob, $"onInvited alice [bob carol] False {type}");
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        await HearsAsync(carol, $"onInvited alice [bob carol] False {type}");
        carol.Calling.Reject();
        await HearsAsync(alice, "onReject carol");
        Assert.Equal("onUserEnter bob, onReject carol", alice.HeardOfCalls);
        Assert.EndsWith("onUserEnter alice", bob.HeardOfCalls, StringComparison.Ordinal);
        Assert.NotNull(alice.Session);
    });

    private Task UnansweredAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync(o => o.RingTimeout = 2 * Second);
        alice.Calling.GroupCall(["bob", "carol"], type);
        foreach (var callee in new[] { bob, carol })
        {
            await HearsAsync(callee, "onCallingTimeOut");
            Assert.Equal($"onInvited alice [bob carol] False {type}, onCallingTimeOut", callee.Heard);
        }

        await HearsAsync(alice, "onNoResp bob", "onNoResp carol", "onCallEnd");
        Assert.EndsWith("onCallEnd", alice.Heard, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (alice.Times("onNoResp bob"), alice.Times("onNoResp carol"), alice.Times("onCallEnd")));
    });

    private Task TakenBackAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync();
        alice.Calling.GroupCall(["bob", "carol"], type);
        string invited = $"onInvited alice [bob carol] False {type}";
        await HearsAsync(bob, invited);
        await HearsAsync(carol, invited);
        alice.Calling.Hangup();
        foreach (var callee in new[] { bob, carol })
        {
            await HearsAsync(callee, "onCallingCancel alice");
            Assert.Equal($"{invited}, onCallingCancel alice", callee.Heard);
        }

        await IsFreeAsync(alice);
        Assert.Equal("", alice.Heard);
    });

    private Task LeftAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await TalkInGroupAsync(type);
        alice.Calling.Hangup();
        await HearsAsync(bob, "onUserLeave alice");
        await HearsAsync(carol, "onUserLeave alice");
        Assert.True(bob.Session is not null && carol.Session is not null);

        // The last one left is told that it is over; who hangs up is not.
        bob.Calling.Hangup();
        await HearsAsync(carol, "onUserLeave bob", "onCallEnd");
        await IsFreeAsync(bob);
        Assert.False(alice.Has("onCallEnd") || bob.Has("onCallEnd"));
    });

    private Task CameAndWentAsync(CallType type) => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = await ThreeAsync();
        alice.Calling.GroupCall(["bob", "carol"], type);
        await HearsAsync(bob, $"onInvited alice [bob carol] False {type}");
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        await HearsAsync(carol, $"onInvited alice [bob carol] False {type}");
        carol.Calling.Accept();
        await EnteredAsync(carol, alice);
        await EnteredAsync(carol, bob);
        carol.Calling.Hangup();
        await HearsAsync(alice, "onUserLeave carol");
        await HearsAsync(bob, "onUserLeave carol");
        Assert.Equal("onUserEnter bob, onUserEnter carol, onUserLeave carol", alice.HeardOfCalls);
        Assert.EndsWith("onUserEnter alice, onUserEnter carol, onUserLeave carol", bob.HeardOfCalls, StringComparison.Ordinal);
    });
}
