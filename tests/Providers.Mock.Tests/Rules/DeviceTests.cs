namespace Calling.Providers.Mock.Tests;

/// <summary>Section 8 and what belongs to it: several devices of one user.</summary>
public sealed class DeviceTests : RuleTest
{
    [Fact]
    public Task CALL_070_All_free_devices_ring_and_the_first_accept_wins() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        Person[] bobs = [await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"), await EnterAsync("bob", "b3")];
        var call = await alice.CallAsync("bob");
        await PassAsync(5);
        Assert.Equal([1, 1, 1], bobs.Select(b => b.Incoming.Count));

        await bobs[1].Incoming[0].AcceptAsync();
        await PassAsync(2);

        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal(
            ["[Incoming] Ended(AnsweredElsewhere by bob)", "[Incoming] Connecting +alice/mic Connected", "[Incoming] Ended(AnsweredElsewhere by bob)"],
            bobs.Select(b => b.Incoming[0].Trace));
        Assert.Equal((0, 100, 0), (Sent(new CallParty("bob", "b1")), Sent(new CallParty("bob", "b2")), Sent(new CallParty("bob", "b3"))));
        Assert.Equal(2, World.Media.OpenSessions);
        Assert.All(bobs, b => Assert.Empty(b.Missed));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task CALL_072_Of_two_devices_that_accept_at_the_same_instant_one_is_connected(int first) => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        Person[] bobs = [await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2")];
        var call = await alice.CallAsync("bob");
        await RestAsync();
        MockHold[] held = [Hold("b1"), Hold("b2")];
        Task[] accepts = [bobs[0].Incoming[0].AcceptAsync(), bobs[1].Incoming[0].AcceptAsync()];
        await RestAsync();
        Assert.Equal([1, 1], held.Select(h => h.Held.Count));

        held[first].Dispose();
        held[1 - first].Dispose();
        await accepts[first];
        var error = await FailsAsync(CallErrorCode.CallGone, accepts[1 - first]);
        await PassAsync(1);

        Assert.Equal(CallEndReason.AnsweredElsewhere, error.EndReason);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected", bobs[first].Incoming[0].Trace);
        Assert.Equal("[Incoming] Ended(AnsweredElsewhere by bob)", bobs[1 - first].Incoming[0].Trace);
        Assert.Equal((50, 0), (Sent(new CallParty("bob", $"b{1 + first}")), Sent(new CallParty("bob", $"b{2 - first}"))));

        MockHold Hold(string device) => World.Faults.Hold(MockMatch.Command<CallCommand.AcceptCall>().Of(new CallParty("bob", device)));
    });

    [Fact]
    public Task CALL_071_A_reject_speaks_for_the_user() => InWorldAsync(async () =>
    {
        var (alice, b1, b2) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"));
        var call = await alice.CallAsync("bob");
        await RestAsync();

        await b1.Incoming[0].RejectAsync(reason: "asleep");
        await RestAsync();

        Assert.Equal("[Ringing] bob:Rejected(asleep) Ended(RemoteReject by bob)", call.Trace);
        Assert.Equal("[Incoming] Ended(LocalReject by bob)", b1.Incoming[0].Trace);
        Assert.Equal("[Incoming] Ended(RejectedElsewhere by bob)", b2.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_071_A_device_may_reject_for_itself_alone() => InWorldAsync(async () =>
    {
        var (alice, b1, b2) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"));
        var call = await alice.CallAsync("bob");
        await RestAsync();

        await b1.Incoming[0].RejectAsync(RejectScope.Device, "not here");
        await PassAsync(5);
        Assert.Equal(("[Ringing]", "[Incoming]"), (call.Trace, b2.Incoming[0].Trace));
        Assert.Equal("[Incoming] Ended(LocalReject by bob)", b1.Incoming[0].Trace);

        await b2.Incoming[0].AcceptAsync();
        await RestAsync();
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected", b2.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_055_071_When_every_device_has_rejected_for_itself_the_user_has_rejected() => InWorldAsync(async () =>
    {
        var (alice, b1, b2) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"));
        var call = await alice.CallAsync("bob");
        await RestAsync();

        await b1.Incoming[0].RejectAsync(RejectScope.Device, "first");
        await b2.Incoming[0].RejectAsync(RejectScope.Device, "second");
        await RestAsync();

        Assert.Equal("[Ringing] bob:Rejected(first) Ended(RemoteReject by bob)", call.Trace);
        Assert.All([b1, b2], b => Assert.Equal("[Incoming] Ended(LocalReject by bob)", Assert.Single(b.Incoming).Trace));
    });

    [Fact]
    public Task CALL_073_A_sign_in_on_another_device_leaves_a_running_call_alone() => InWorldAsync(async () =>
    {
        var (alice, b1) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"));
        var (call, incoming) = await ConnectAsync(alice, b1);

        var b2 = await EnterAsync("bob", "b2");
        await PassAsync(10);

        Assert.Empty(b2.Incoming);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected", incoming.Trace);
        Assert.Equal((500, 0), (Sent(new CallParty("bob", "b1")), Sent(new CallParty("bob", "b2"))));
    });

    [Theory]
    [InlineData("accept", "AnsweredElsewhere by bob")]
    [InlineData("reject", "RejectedElsewhere by bob")]
    [InlineData("cancel", "RemoteCancel by alice")]
    public Task CALL_074_All_other_devices_stop_ringing_at_once(string act, string reason) => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        Person[] bobs = [await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"), await EnterAsync("bob", "b3")];

        // A slow network: 0.3 s each way.
        using var up = World.Faults.Delay(MockMatch.AnyCommand, TimeSpan.FromSeconds(0.3));
        using var down = World.Faults.Delay(MockMatch.AnySignal, TimeSpan.FromSeconds(0.3));
        var call = await alice.CallAsync("bob");
        await PassAsync(3);
        Assert.Equal([1, 1, 1], bobs.Select(b => b.Incoming.Count));

        var acting = act switch
        {
            "accept" => bobs[0].Incoming[0].AcceptAsync(),
            "reject" => bobs[0].Incoming[0].RejectAsync(),
            _ => call.Session.TryCancelAsync(),
        };
        await PassAsync(1);

        await acting;
        Assert.Equal($"[Incoming] Ended({reason})", bobs[1].Incoming[0].Trace);
        Assert.Equal($"[Incoming] Ended({reason})", bobs[2].Incoming[0].Trace);
    });
}
