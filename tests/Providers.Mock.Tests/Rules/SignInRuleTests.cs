namespace Calling.Providers.Mock.Tests;

/// <summary>Rules 004 and 005: tokens that run out, and users with one device.</summary>
public sealed class SignInRuleTests : RuleTest
{
    [Fact]
    public Task CALL_005_A_connected_device_gives_way_to_the_new_one() => InWorldAsync(async () =>
    {
        var (alice, b1) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"));
        var (call, incoming) = await ConnectAsync(alice, b1);

        var b2 = await EnterAsync("bob", "b2");

        Assert.Equal("SignedIn SignedOut(KickedOffline)", b1.States);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected Ended(KickedOffline)", incoming.Trace);
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", call.Trace);
        Assert.Equal(("SignedIn", 0), (b2.States, b2.Incoming.Count));
        Assert.Equal((CallCapabilities.SingleDevice, CallCapabilities.None), Declared(b2));
        await ConnectAsync(alice, b2);
    }, o => o.SingleDevice = true);

    [Fact]
    public Task CALL_005_A_call_that_is_dialed_is_taken_back_and_one_that_rings_moves() => InWorldAsync(async () =>
    {
        var (alice, b1, carol) = (await EnterAsync("alice"), await EnterAsync("bob", "b1"), await EnterAsync("carol"));
        var dialing = await b1.CallAsync("carol");
        await RestAsync();
        var b2 = await EnterAsync("bob", "b2");
        Assert.Equal("[Ringing] carol:Cancelled Ended(KickedOffline)", dialing.Trace);
        Assert.Equal("[Incoming] Ended(RemoteCancel by bob)", Assert.Single(carol.Incoming).Trace);

        var call = await alice.CallAsync("bob");
        await PassAsync(10);
        var b3 = await EnterAsync("bob", "b3");
        Assert.Equal("[Incoming] Ended(KickedOffline)", Assert.Single(b2.Incoming).Trace);
        Assert.Equal("[Ringing]", call.Trace);
        await Assert.Single(b3.Incoming).AcceptAsync();
        await RestAsync();
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal((0, 1, 1), (b1.Incoming.Count, b2.Incoming.Count, b3.Incoming.Count));
    }, o => o.SingleDevice = true);

    [Fact]
    public Task CALL_005_A_device_whose_place_was_taken_while_its_line_was_down_does_not_take_it_back() => InWorldAsync(async () =>
    {
        var b1 = await EnterAsync("bob", "b1", vendor: o => o.SingleDevice = true);
        Person b2;
        using (World.Faults.Cut(new CallParty("bob", "b1")))
        {
            b2 = await EnterAsync("bob", "b2", vendor: o => o.SingleDevice = true);
            await PassAsync(5);
            Assert.Equal("SignedIn Interrupted", b1.States);
        }

        await PassAsync(5);
        Assert.Equal(("SignedIn Interrupted SignedOut(KickedOffline)", "SignedIn"), (b1.States, b2.States));
        Assert.Equal([new CallParty("bob", "b2")], World.Devices);
    });

    [Fact]
    public Task CALL_004_A_token_is_renewed_without_dropping_a_live_call() => InWorldAsync(async () =>
    {
        World.Faults.TokenLife(TimeSpan.FromSeconds(100));
        World.Faults.TokenLife(null, "for ever");
        var bob = await EnterAsync("bob", credential: CallCredential.FromToken("bob", "for ever"));
        int asked = 0;
        var alice = await EnterAsync("alice", credential: Callback("alice", () => $"token {++asked}"));
        var (call, incoming) = await ConnectAsync(alice, bob);

        await PassAsync(74.9);
        Assert.Equal((1, 0), (asked, World.Renewals.Count));
        await PassAsync(0.1);
        await RenewedAsync(1);
        await PassAsync(75);
        await RenewedAsync(2);
        await PassAsync(74);

        Assert.Equal(["token 2", "token 3"], World.Renewals.Select(r => r.Token));
        Assert.All(World.Renewals, r => Assert.Equal(("alice", true), (r.Device.UserId, r.Accepted)));
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected", incoming.Trace);
        Assert.Equal(("SignedIn", "SignedIn"), (alice.States, bob.States));
    });

    [Fact]
    public Task CALL_004_A_refused_renewal_is_tried_again_until_the_token_has_run_out() => InWorldAsync(async () =>
    {
        World.Faults.TokenLife(TimeSpan.FromSeconds(20), "first");
        World.Faults.RefuseToken("stale");
        var bob = await EnterAsync("bob");
        int asked = 0;
        var alice = await EnterAsync("alice", credential: Callback("alice", () => ++asked == 1 ? "first" : "stale"));
        var (call, incoming) = await ConnectAsync(alice, bob);

        // Told with 5 s to go; then every 2 s.
        await PassAsync(15);
        await RenewedAsync(1);
        await PassAsync(2);
        await RenewedAsync(2);
        await PassAsync(2);
        await RenewedAsync(3);
        Assert.Equal((CallState.Connected, CallState.Connected), (call.State, incoming.State));
        await PassAsync(1);

        Assert.Equal((0, 3), (World.Renewals.Count(r => r.Accepted), World.Renewals.Count));
        Assert.Equal("[Ringing] bob:Accepted Connecting +bob/mic Connected Ended(AuthExpired)", call.Trace);
        Assert.Equal("[Incoming] Connecting +alice/mic Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", incoming.Trace);
        Assert.Equal(("SignedIn SignedOut(AuthExpired)", "SignedIn"), (alice.States, bob.States));
    });

    [Fact]
    public Task CALL_004_Without_a_callback_the_token_runs_out() => InWorldAsync(async () =>
    {
        World.Faults.TokenLife(TimeSpan.FromSeconds(20));
        var alice = await EnterAsync("alice");
        await PassAsync(19.9);
        Assert.Equal("SignedIn", alice.States);
        await PassAsync(0.1);
        Assert.Equal(("SignedIn SignedOut(AuthExpired)", 0), (alice.States, World.Renewals.Count));
    });

    private static (CallCapabilities, CallCapabilities) Declared(Person person)
    {
        var capabilities = person.Client.Provider.Capabilities;
        return (capabilities & CallCapabilities.SingleDevice, capabilities & CallCapabilities.MultiDevice);
    }

    private static CallCredential Callback(string user, Func<string> token) => CallCredential.FromCallback(user, _ => ValueTask.FromResult(token()));

    /// <summary>The app's callback is asked on the thread pool, whose time is real.</summary>
    private async Task RenewedAsync(int times)
    {
        for (int wait = 0; World.Renewals.Count < times && wait < 2_000; wait++)
        {
            await Task.Delay(5);
        }

        Assert.Equal(times, World.Renewals.Count);
        await RestAsync();
    }
}
