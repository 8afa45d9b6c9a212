using Calling.Trtc;

namespace Calling.Facades.Tests.Trtc;

/// <summary>What the tests of TRTCCalling have in common.</summary>
public abstract class TrtcStageTests(FacadeStage stage) : StageTests(stage)
{
    protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>An app whose user is not signed in.</summary>
    protected TrtcUser Arrive(
        string user, string device = "phone", bool isSole = false, Action<CallingOptions>? configure = null, Action<TRTCOptions>? with = null)
    {
        var options = new TRTCOptions { AudioSource = Stage.Microphone, VideoSource = Stage.Camera, DeviceId = device };
        with?.Invoke(options);
        return new TrtcUser(user, Stage.Client(user, CallProfile.Trtc, configure, device, isSole), options);
    }

    /// <summary>Signs a user in on a device.</summary>
    protected async Task<TrtcUser> EnterAsync(
        string user, string device = "phone", bool isSole = false, Action<CallingOptions>? configure = null, Action<TRTCOptions>? with = null)
    {
        var one = Arrive(user, device, isSole, configure, with);
        var done = new TaskCompletionSource();
        one.Calling.Login(user, Stage.Token(user, device), done.SetResult, (code, message) => Assert.Fail($"{code}: {message}"));
        await Stage.UntilAsync(() => done.Task.IsCompleted, $"{user} is signed in");
        return one;
    }

    protected async Task<(TrtcUser Alice, TrtcUser Bob)> TwoAsync(Action<CallingOptions>? configure = null)
        => (await EnterAsync("alice", configure: configure), await EnterAsync("bob", configure: configure));

    protected async Task<(TrtcUser Alice, TrtcUser Bob, TrtcUser Carol)> ThreeAsync(Action<CallingOptions>? configure = null)
        => (await EnterAsync("alice", configure: configure), await EnterAsync("bob", configure: configure), await EnterAsync("carol", configure: configure));

    /// <summary>Alice calls Bob, and it rings.</summary>
    protected async Task<(TrtcUser Alice, TrtcUser Bob)> RingAsync(CallType type = CallType.Video, Action<CallingOptions>? configure = null)
    {
        var (alice, bob) = await TwoAsync(configure);
        await RingAsync(alice, bob, type);
        return (alice, bob);
    }

    protected async Task RingAsync(TrtcUser caller, TrtcUser callee, CallType type = CallType.Video)
    {
        string invited = $"onInvited {caller.User} [] False {type}";
        int before = callee.Times(invited);
        caller.Calling.Call(callee.User, type);
        await Stage.UntilAsync(() => callee.Times(invited) > before, $"{callee.User} is invited; heard: {callee.Heard}");
    }

    /// <summary>Alice and Bob talk.</summary>
    protected async Task<(TrtcUser Alice, TrtcUser Bob)> TalkAsync(CallType type = CallType.Video, Action<CallingOptions>? configure = null)
    {
        var (alice, bob) = await RingAsync(type, configure);
        bob.Calling.Accept();
        await EnteredAsync(alice, bob);
        return (alice, bob);
    }

    /// <summary>Alice, who invited them, Bob and Carol talk.</summary>
    protected async Task<(TrtcUser Alice, TrtcUser Bob, TrtcUser Carol)> TalkInGroupAsync(CallType type)
    {
        var (alice, bob, carol) = await ThreeAsync();
        (bob.WhenInvited, carol.WhenInvited) = (bob.Calling.Accept, carol.Calling.Accept);
        alice.Calling.GroupCall(["bob", "carol"], type);
        await EnteredAsync(alice, bob);
        await EnteredAsync(alice, carol);
        await EnteredAsync(bob, carol);
        return (alice, bob, carol);
    }

    /// <summary>Waits until each has seen the other enter.</summary>
    protected async Task EnteredAsync(TrtcUser one, TrtcUser other)
    {
        await HearsAsync(one, $"onUserEnter {other.User}");
        await HearsAsync(other, $"onUserEnter {one.User}");
    }

    protected async Task HearsAsync(TrtcUser user, params string[] all)
    {
        foreach (string what in all)
        {
            await Stage.UntilAsync(() => user.Has(what), $"{user.User} hears {what}; heard: {user.Heard}");
        }
    }

    protected Task IsFreeAsync(TrtcUser user) => Stage.UntilAsync(() => user.Session is null, $"{user.User} is in no call");
}
