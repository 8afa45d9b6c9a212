using Calling.NERtc;

namespace Calling.Facades.Tests.NERtc;

/// <summary>What the walkthroughs of the vendor's documents have in common.</summary>
public abstract class KitTests(FacadeStage stage) : StageTests(stage)
{
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>An app whose user is not signed in.</summary>
    protected KitUser Arrive(string user, string device = "phone", bool isSole = false, Action<CallingOptions>? configure = null) => new(
        user,
        Stage.Client(user, CallProfile.NERtc, configure, device, isSole),
        new NERtcOptions { AudioSource = Stage.Microphone, VideoSource = Stage.Camera, DeviceId = device });

    /// <summary>Signs a user in on a device.</summary>
    protected async Task<KitUser> EnterAsync(
        string user, string device = "phone", bool isSole = false, Action<CallingOptions>? configure = null)
    {
        var kit = Arrive(user, device, isSole, configure);
        await kit.Kit.LoginAsync(user, Stage.Token(user, device));
        return kit;
    }

    protected async Task<(KitUser Alice, KitUser Bob)> TwoAsync(Action<CallingOptions>? configure = null)
        => (await EnterAsync("alice", configure: configure), await EnterAsync("bob", configure: configure));

    /// <summary>Alice calls Bob, and it rings.</summary>
    protected async Task<(KitUser Alice, KitUser Bob)> RingAsync(
        NERtcCallType type = NERtcCallType.Video, Action<CallingOptions>? configure = null)
    {
        var (alice, bob) = await TwoAsync(configure);
        await CallAsync(alice, bob, type);
        return (alice, bob);
    }

    /// <summary>Alice and Bob talk.</summary>
    protected async Task<(KitUser Alice, KitUser Bob)> TalkAsync(
        NERtcCallType type = NERtcCallType.Video, Action<CallingOptions>? configure = null)
    {
        var (alice, bob) = await RingAsync(type, configure);
        await bob.Kit.AcceptAsync();
        await EnteredAsync(alice, bob);
        return (alice, bob);
    }

    protected async Task CallAsync(KitUser caller, KitUser callee, NERtcCallType type = NERtcCallType.Video)
    {
        int before = callee.Invitations.Count;
        await caller.Kit.CallAsync(callee.User, type);
        await Stage.UntilAsync(() => callee.Invitations.Count > before, $"{callee.User} is invited");
    }

    /// <summary>Waits until each has seen the other enter.</summary>
    protected async Task EnteredAsync(KitUser one, KitUser other)
    {
        await HearsAsync(one, $"onUserEnter {other.User}");
        await HearsAsync(other, $"onUserEnter {one.User}");
    }

    protected Task HearsAsync(KitUser user, string what) => Stage.UntilAsync(() => user.Has(what), $"{user.User} hears {what}; heard: {user.Heard}");

    protected Task IsAsync(KitUser user, NERtcCallStatus status)
        => Stage.UntilAsync(() => user.Kit.Status == status, $"{user.User} is {status}; is {user.Kit.Status}");

    protected static Task FailsAsync(NERtcErrorCode code, Func<Task> act) => FailsAsync((int)code, act);

    /// <summary>A method fails by its task and never before: what an app writes after the call of it still runs.</summary>
    protected static async Task FailsAsync(int code, Func<Task> act)
    {
        Task task = act();
        Assert.Equal(code, (int)(await Assert.ThrowsAsync<NERtcException>(() => task)).Code);
    }
}
