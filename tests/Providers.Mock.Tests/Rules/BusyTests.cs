namespace Calling.Providers.Mock.Tests;

/// <summary>Section 6: busy, call waiting and what a user's devices amount to; own ring times.</summary>
public sealed class BusyTests : RuleTest
{
    [Fact]
    public Task CALL_051_A_free_device_of_the_same_user_still_rings() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var b1 = await EnterAsync("bob", "b1");
        await ConnectAsync(carol, b1);
        var b2 = await EnterAsync("bob", "b2");

        var call = await alice.CallAsync("bob");
        await PassAsync(3);
        Assert.Equal((1, 1), (b1.Incoming.Count, b2.Incoming.Count));
        await b2.Incoming[0].AcceptAsync();
        await RestAsync();

        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal("[Incoming] Connecting +carol/mic Connected", b1.Incoming[0].Trace);
        Assert.Equal((0, 0), (b1.Missed.Count(), b2.Missed.Count()));
    });

    [Fact]
    public Task CALL_051_When_all_are_busy_each_misses_the_call_once() => InWorldAsync(async () =>
    {
        var (alice, carol, dave) = (await EnterAsync("alice"), await EnterAsync("carol"), await EnterAsync("dave"));
        var b1 = await EnterAsync("bob", "b1");
        await ConnectAsync(carol, b1);
        var b2 = await EnterAsync("bob", "b2");
        await b2.CallAsync("dave");

        var call = await alice.CallAsync("bob");
        await RestAsync();

        Assert.StartsWith("[Ended(Busy by bob)]", call.Trace, StringComparison.Ordinal);
        Assert.Equal(CallResponse.Busy, Assert.Single(call.Session.Snapshot.Participants).Response);
        Assert.Equal(("alice:Busy", "alice:Busy"), (Assert.Single(b1.Missed), Assert.Single(b2.Missed)));
        Assert.Equal((1, 0), (b1.Incoming.Count, b2.Incoming.Count));
        Assert.Single(dave.Incoming);
        Assert.Equal("[Incoming] Connecting +carol/mic Connected", b1.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_055_A_reject_outweighs_a_busy_device() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var b1 = await EnterAsync("bob", "b1");
        await ConnectAsync(carol, b1);
        var b2 = await EnterAsync("bob", "b2");
        var call = await alice.CallAsync("bob");
        await RestAsync();

        await b2.Incoming[0].RejectAsync(RejectScope.Device);
        await RestAsync();

        Assert.Equal("[Ringing] bob:Rejected Ended(RemoteReject by bob)", call.Trace);
        Assert.Equal((0, 0), (b1.Missed.Count(), b2.Missed.Count()));
    });

    [Fact]
    public Task CALL_055_A_device_that_stepped_out_says_nothing_so_it_rings_on_until_it_times_out() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var b1 = await EnterAsync("bob", "b1");
        await ConnectAsync(carol, b1);
        var b2 = await EnterAsync("bob", "b2");
        var call = await alice.CallAsync("bob");
        await RestAsync();

        await b2.Incoming[0].Session.DisposeAsync();
        await PassAsync(29);
        Assert.Equal("[Ringing]", call.Trace);
        await PassAsync(1);

        Assert.Equal("[Ringing] bob:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal((0, 0), (b1.Missed.Count(), b2.Missed.Count()));
    });

    [Fact]
    public Task CALL_052_Call_waiting_rings_and_is_answered_once_the_other_call_is_over() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var bob = await EnterAsync("bob", settings: o => o.BusyPolicy = BusyPolicy.Surface);
        var (first, _) = await ConnectAsync(alice, bob);
        var second = await carol.CallAsync("bob");
        await RestAsync();
        Assert.Equal(2, bob.Incoming.Count);

        var error = await FailsAsync(CallErrorCode.InvalidState, bob.Incoming[1].AcceptAsync());
        Assert.Contains(first.Session.CallId, error.Message, StringComparison.Ordinal);
        await RestAsync();
        Assert.Equal(("[Ringing]", "[Incoming]"), (second.Trace, bob.Incoming[1].Trace));

        await bob.Incoming[0].HangUpAsync();
        await bob.Incoming[1].AcceptAsync();
        await RestAsync();
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", first.Trace);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", second.Trace);
        Assert.Empty(bob.Missed);
    });

    [Fact]
    public Task CALL_052_With_EndCurrent_the_accept_ends_the_current_call() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var bob = await EnterAsync("bob", settings: o => o.BusyPolicy = BusyPolicy.EndCurrent);
        var (first, current) = await ConnectAsync(alice, bob);
        var second = await carol.CallAsync("bob");
        await PassAsync(2);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected", current.Trace);

        await bob.Incoming[1].AcceptAsync();
        await RestAsync();

        Assert.Equal("[Incoming] Connecting +alice/mic Connected Ended(Replaced by bob)", current.Trace);
        Assert.Equal(second.Session.CallId, current.Session.ReplacedBy!.CallId);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", first.Trace);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", second.Trace);
    });

    [Fact]
    public Task CALL_050_Without_the_capability_busy_reads_as_a_reject() => InWorldAsync(async () =>
    {
        var (alice, carol) = (await EnterAsync("alice"), await EnterAsync("carol"));
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.BusySignal));
        var (_, running) = await ConnectAsync(carol, bob);

        var call = await alice.CallAsync("bob");
        await RestAsync();

        Assert.Equal("[Ended(RemoteReject by bob)]", call.Trace);
        Assert.Equal("[Incoming] Connecting +carol/mic Connected", running.Trace);
        Assert.Equal((1, 0), (bob.Incoming.Count, bob.Missed.Count()));
    });

    [Fact]
    public Task CALL_046_A_callees_own_time_may_only_shorten() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var bob = await EnterAsync("bob", settings: o => o.IncomingRingTimeout = TimeSpan.FromSeconds(5));
        var carol = await EnterAsync("carol", settings: o => o.IncomingRingTimeout = TimeSpan.FromSeconds(60));

        var call = await alice.CallAsync("bob");
        await PassAsync(4.9);
        Assert.Equal("[Ringing]", call.Trace);
        await PassAsync(0.1);
        Assert.Equal("[Ringing] bob:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal("[Incoming] Ended(NoAnswer)", bob.Incoming[0].Trace);

        call = await alice.CallAsync("carol", configure: o => o.RingTimeout = TimeSpan.FromSeconds(10));
        await PassAsync(9.9);
        Assert.Equal("[Ringing]", call.Trace);
        await PassAsync(0.1);
        Assert.Equal("[Ringing] carol:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal("[Incoming] Ended(NoAnswer)", carol.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_046_055_A_short_time_on_one_device_leaves_the_others_ringing() => InWorldAsync(async () =>
    {
        var (alice, b1) = (await EnterAsync("alice"), await EnterAsync("bob", "b1", o => o.IncomingRingTimeout = TimeSpan.FromSeconds(5)));
        var b2 = await EnterAsync("bob", "b2");
        var call = await alice.CallAsync("bob");
        await PassAsync(29.9);
        Assert.Equal(("[Ringing]", "[Incoming] Ended(NoAnswer)", "[Incoming]"), (call.Trace, b1.Incoming[0].Trace, b2.Incoming[0].Trace));

        await PassAsync(0.1);
        Assert.Equal(("[Ringing] bob:NoAnswer Ended(NoAnswer)", "[Incoming] Ended(NoAnswer)"), (call.Trace, b2.Incoming[0].Trace));
    });

    [Fact]
    public Task CALL_046_Without_the_capability_each_side_runs_its_own_timer() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", vendor: Without(CallCapabilities.RingLifetime));
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.RingLifetime));
        var carol = await EnterAsync("carol", settings: o => o.IncomingRingTimeout = TimeSpan.FromSeconds(5), vendor: Without(CallCapabilities.RingLifetime));

        var call = await alice.CallAsync("bob");
        await PassAsync(29.9);
        Assert.Equal("[Ringing]", call.Trace);
        await PassAsync(0.1);
        Assert.Equal("[Ringing] bob:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal("[Incoming] Ended(RemoteCancel by alice)", bob.Incoming[0].Trace);

        call = await alice.CallAsync("carol");
        await PassAsync(5);
        Assert.Equal("[Ringing] carol:NoAnswer Ended(NoAnswer)", call.Trace);
        Assert.Equal("[Incoming] Ended(NoAnswer)", carol.Incoming[0].Trace);
    });

    [Fact]
    public Task CALL_012_013_Without_the_capabilities_nothing_rings_and_nobody_there_is_unreachable() => InWorldAsync(async () =>
    {
        Action<MockOptions> vendor = Without(CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite);
        var alice = await EnterAsync("alice", vendor: vendor);
        var call = await alice.CallAsync("bob");
        await RestAsync();
        Assert.Equal("[Ended(Unreachable)]", call.Trace);

        var bob = await EnterAsync("bob", vendor: vendor);
        call = await alice.CallAsync("bob");
        await PassAsync(3);
        Assert.Equal(("[Dialing]", "[Incoming]"), (call.Trace, bob.Incoming[0].Trace));
        await bob.Incoming[0].AcceptAsync();
        await RestAsync();
        Assert.Equal("[Dialing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
    });

    [Fact]
    public Task CALL_013_050_Of_several_who_wait_for_a_user_the_first_rings() => InWorldAsync(async () =>
    {
        List<Call> calls = [];
        foreach (string caller in new[] { "alice", "carol", "dave", "erin", "frank" })
        {
            calls.Add(await (await EnterAsync(caller)).CallAsync("bob"));
            await PassAsync(1);
        }

        var bob = await EnterAsync("bob");
        await PassAsync(1);

        Assert.Equal(["alice"], bob.Incoming.Select(c => c.Session.Snapshot.Caller));
        Assert.Equal("Ringing Busy Busy Busy Busy", string.Join(' ', calls.Select(c => c.Session.Snapshot.End?.Reason.ToString() ?? c.State.ToString())));
    });
}
