namespace Calling.Providers.Mock.Tests;

/// <summary>Rule 150: who is not there is woken.</summary>
public sealed class PushTests : RuleTest
{
    private static readonly CallPush Fields = new() { Title = "t", Body = "b", Data = "d" };

    [Fact]
    public Task CALL_150_013_A_woken_device_rings_with_the_remaining_time() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var call = await alice.CallAsync("bob", configure: o => o.Push = Fields);
        await PassAsync(20);
        var push = Assert.Single(World.Pushes);
        Assert.Equal((call.Session.CallId, "bob", "alice", Fields), (push.CallId, push.UserId, push.Caller, push.Push));

        var bob = await EnterAsync("bob");
        await PassAsync(9);
        Assert.Equal((CallState.Ringing, CallState.Incoming), (call.State, bob.Incoming[0].State));
        await PassAsync(2);
        Assert.Equal("[Dialing] Ringing bob:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal("[Incoming] Ended(NoAnswer)", bob.Incoming[0].Trace);

        var late = await EnterAsync("bob", "late");
        await RestAsync();
        Assert.Empty(late.Incoming);
    });

    [Fact]
    public Task CALL_006_150_A_push_beyond_the_limit_is_refused_before_anything_is_sent() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        string half = new('x', World.Limits.MaxPushBytes / 2);
        var error = await FailsAsync(
            CallErrorCode.InvalidArgument, () => alice.CallAsync("bob", configure: o => o.Push = new() { Title = half, Data = half + "y" }));
        Assert.Contains("2049 bytes of UTF-8; the limit is 2048", error.Message, StringComparison.Ordinal);
        Assert.Empty(bob.Incoming);
    });

    [Fact]
    public Task CALL_142_150_A_push_needs_its_capability() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", vendor: Without(CallCapabilities.Push));
        var (bob, carol) = (await EnterAsync("bob"), await EnterAsync("carol"));
        var error = await FailsAsync(CallErrorCode.NotSupported, () => alice.CallAsync("bob", configure: o => o.Push = Fields));
        Assert.Equal(CallCapabilities.Push, error.Capability);

        var call = await alice.Client.PlaceCallAsync(new CallRequest(["bob"], CallMedia.Audio) { IsGroup = true });
        await RestAsync();
        await bob.Incoming[0].AcceptAsync();
        await RestAsync();
        error = await FailsAsync(CallErrorCode.NotSupported, () => call.InviteAsync(["carol"], new InviteOptions { Push = Fields }));
        Assert.Equal(CallCapabilities.Push, error.Capability);
        await call.InviteAsync(["carol"]);
        await RestAsync();
        Assert.Single(carol.Incoming);
    });
}
