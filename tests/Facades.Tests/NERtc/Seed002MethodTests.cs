using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>Seed 002, the API table of NERTCCallkit: one test for each method.</summary>
public abstract class Seed002MethodTests(FacadeStage stage) : KitTests(stage)
{
    public sealed class OnMock() : Seed002MethodTests(new MockStage());

    public sealed class OnWebRtc() : Seed002MethodTests(new WebRtcStage());

    [Fact]
    public Task Seed002_Method_login() => Stage.RunAsync(async () =>
    {
        var alice = Arrive("alice");
        await FailsAsync(NERtcErrorCode.Common, () => alice.Kit.LoginAsync("alice", "invalid"));
        await alice.Kit.LoginAsync("alice", Stage.Token("alice"));
        Assert.Equal(("alice", CallClientState.SignedIn), (alice.Client.UserId, alice.Client.State));
    });

    [Fact]
    public Task Seed002_Method_logout() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TalkAsync();
        await alice.Kit.LogoutAsync();
        await HearsAsync(bob, "onCallEnd");
        await FailsAsync(NERtcErrorCode.Common, () => alice.Kit.CallAsync("bob", NERtcCallType.Audio));
        await alice.Kit.LoginAsync("alice", Stage.Token("alice"));
        await CallAsync(bob, alice);
    });

    [Fact]
    public Task Seed002_Method_setCallTimeout() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        alice.Kit.SetCallTimeout(1_000);
        Assert.Equal(1, alice.Kit.TimeOutSeconds);
        await CallAsync(alice, bob);
        await HearsAsync(alice, "onCallingTimeOut");
    });

    [Fact]
    public Task Seed002_Method_call() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await TwoAsync();
        await alice.Kit.CallAsync("bob", (NERtcCallType)1, "extra");
        await HearsAsync(bob, "onInvited alice");
        Assert.Equal((NERtcCallType.Audio, "extra"), (bob.Invitations.First().Type, bob.Invitations.First().Attachment));
        await alice.Kit.CancelAsync();
        await FailsAsync(NERtcErrorCode.Common, () => alice.Kit.CallAsync("bob", (NERtcCallType)3));
    });

    [Fact]
    public Task Seed002_Method_cancel() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await alice.Kit.CancelAsync(sendMsg: false, attachExt: "changed my mind");
        await HearsAsync(bob, "onUserCancel alice");
        await CallAsync(alice, bob);
        await alice.Kit.CancelAsync();
        await HearsAsync(alice, "onMessageSent alice Canceled");
        Assert.Single(alice.Bills);
    });

    [Fact]
    public Task Seed002_Method_leave() => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("carol"));
        await alice.Kit.GroupCallAsync(["bob", "carol"], NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        await HearsAsync(carol, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await carol.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        await EnteredAsync(alice, carol);
        await EnteredAsync(bob, carol);
        await alice.Kit.LeaveAsync();
        await HearsAsync(bob, "onUserLeave alice");
        await HearsAsync(carol, "onUserLeave alice");
        Assert.Equal(
            (NERtcCallStatus.Idle, NERtcCallStatus.InCall, NERtcCallStatus.InCall), (alice.Kit.Status, bob.Kit.Status, carol.Kit.Status));
        await bob.Kit.LeaveAsync();
        await HearsAsync(carol, "onCallEnd");
        Assert.Empty(alice.Bills);
    });

    [Fact]
    public Task Seed002_Method_hangup() => Stage.RunAsync(async () =>
    {
        var (alice, bob, carol) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("carol"));
        await alice.Kit.GroupCallAsync(["bob", "carol"], NERtcCallType.Audio);
        await HearsAsync(bob, "onInvited alice");
        await HearsAsync(carol, "onInvited alice");
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        await alice.Kit.HangupAsync();
        await HearsAsync(bob, "onCallEnd");
        await HearsAsync(carol, "onUserCancel alice");
        Assert.Equal((NERtcCallStatus.Idle, NERtcCallStatus.Idle), (alice.Kit.Status, bob.Kit.Status));
    });

    [Fact]
    public Task Seed002_Method_accept() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await bob.Kit.AcceptAsync();
        Assert.Equal(NERtcCallStatus.InCall, bob.Kit.Status);
        await HearsAsync(alice, "onUserAccept bob");
    });

    [Fact]
    public Task Seed002_Method_accept_crossing_a_cancel() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        var (accept, cancel) = (bob.Kit.AcceptAsync(), alice.Kit.CancelAsync());
        var (accepted, cancelled) = (await CodeOf(accept), await CodeOf(cancel));
        Assert.True(
            (accepted, cancelled) is (0, 20016) or (10408 or 20017, 0), $"exactly one of both wins: accept {accepted}, cancel {cancelled}");
    });

    [Fact]
    public Task Seed002_Method_reject() => Stage.RunAsync(async () =>
    {
        var (alice, bob) = await RingAsync();
        await bob.Kit.RejectAsync();
        Assert.Equal(NERtcCallStatus.Idle, bob.Kit.Status);
        await HearsAsync(alice, "onUserReject bob");
    });

    private static async Task<int> CodeOf(Task task)
    {
        try
        {
            await task;
            return 0;
        }
        catch (NERtcException error)
        {
            return (int)error.Code;
        }
    }
}
