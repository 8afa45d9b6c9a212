namespace Calling.Providers.Mock.Tests;

/// <summary>Rule 026: the app's own data with accept, reject, cancel and hang-up.</summary>
public sealed class DataTests : RuleTest
{
    private const string Data = "{\"mood\":\"🎉 čau\"}";

    [Fact]
    public Task CALL_026_Data_of_an_accept_and_of_a_hang_up() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var call = await alice.CallAsync("bob");
        await RestAsync();
        await bob.Incoming[0].AcceptAsync(Data);
        await RestAsync();
        await bob.Incoming[0].HangUpAsync(Data + "2");
        await RestAsync();

        Assert.Equal(
            $"[Ringing] bob:Accepted={Data} Connecting +bob/mic Connected -bob(RemoteHangUp)={Data}2 Ended(RemoteHangUp by bob)={Data}2", call.Trace);
        Assert.Equal($"[Incoming] Connecting +alice/mic Connected Ended(LocalHangUp by bob)={Data}2", bob.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_026_Data_of_a_reject() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var call = await alice.CallAsync("bob");
        await RestAsync();
        await bob.Incoming[0].RejectAsync(reason: "later", data: Data);
        await RestAsync();

        Assert.Equal($"[Ringing] bob:Rejected(later)={Data} Ended(RemoteReject by bob)={Data}", call.Trace);
    });

    [Fact]
    public Task CALL_026_Data_of_a_cancel_reaches_every_device() => InWorldAsync(async () =>
    {
        var (alice, b1, b2) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"));
        var call = await alice.CallAsync("bob");
        await RestAsync();
        Assert.True(await call.Session.TryCancelAsync(new CancelOptions { Data = Data }));
        await RestAsync();

        Assert.Equal($"[Ringing] bob:Cancelled Ended(LocalCancel by alice)={Data}", call.Trace);
        Assert.All([b1, b2], b => Assert.Equal($"[Incoming] Ended(RemoteCancel by alice)={Data}", b.Incoming[0].Trace));
    });

    [Fact]
    public Task CALL_026_142_Data_beyond_the_limit_or_the_capability_is_refused_and_changes_nothing() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.CallData));
        var call = await alice.CallAsync("bob");
        await RestAsync();

        var error = await FailsAsync(CallErrorCode.NotSupported, bob.Incoming[0].AcceptAsync(Data));
        Assert.Equal(CallCapabilities.CallData, error.Capability);
        await FailsAsync(CallErrorCode.InvalidArgument, call.HangUpAsync(new string('x', World.Limits.MaxDataBytes + 1)));
        await RestAsync();
        Assert.Equal(("[Ringing]", "[Incoming]"), (call.Trace, bob.Incoming[0].Trace));
    });
}
