namespace Calling.Conformance;

/// <summary>Sections 6 and 7: who is busy, who gives way.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class ConflictSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec("CALL-050", Aspect = "connected", Requires = CallCapabilities.RingingSignal | CallCapabilities.BusySignal)]
    public async Task Who_is_in_a_call_is_busy_and_is_not_disturbed()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var carol = await CarolAsync();
        var second = await carol.CallAsync("bob");
        await ReadsAsync("bob:Busy Ended(Busy by bob)", carol.Log(second));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
        Assert.Single(pair.Bob.Incoming);
    }

    [Spec("CALL-050", Aspect = "ringing and dialing", Requires = CallCapabilities.RingingSignal | CallCapabilities.BusySignal)]
    public async Task Who_rings_or_dials_is_busy_too()
    {
        var pair = await RingAsync();
        var carol = await CarolAsync();
        var toBob = await carol.CallAsync("bob");
        await ReadsAsync("bob:Busy Ended(Busy by bob)", carol.Log(toBob));
        var toAlice = await carol.CallAsync("alice");
        await ReadsAsync("alice:Busy Ended(Busy by alice)", carol.Log(toAlice));
        await ReadAsync(pair, "Ringing", "");
        await QuietAsync();
    }

    [Spec("CALL-053")]
    public async Task Placing_a_second_call_is_refused()
    {
        var pair = await RingAsync();
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Alice.CallAsync("carol"));
        Assert.Equal([pair.Out], pair.Alice.Client.Calls);
        Assert.Equal(CallState.Incoming, pair.In.Snapshot.State);
    }

    [Spec("CALL-053", Aspect = "replace", Requires = CallCapabilities.RingingSignal)]
    public async Task Placing_a_second_call_replaces_the_first_where_that_is_chosen()
    {
        var (alice, bob, carol) = (await AliceAsync(o => o.OutgoingConflict = OutgoingConflict.ReplaceCurrent), await BobAsync(), await CarolAsync());
        var first = await RingAsync(alice, bob);
        var second = await RingAsync(alice, carol);
        await ReadAsync(first, "Ringing bob:Cancelled Ended(Replaced by alice)", "Ended(RemoteCancel by alice)");
        await ReadAsync(second, "Ringing", "");
        Assert.Same(second.Out, first.Out.ReplacedBy);
        Assert.Equal([second.Out], alice.Client.Calls);
        await QuietAsync();
    }

    [Spec("CALL-054", Requires = CallCapabilities.RingingSignal)]
    public async Task The_same_two_call_each_other_again_at_once()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        for (int i = 0; i < 6; i++)
        {
            var pair = i % 2 == 0 ? await RingAsync(alice, bob, CallMedia.Audio) : await RingAsync(bob, alice, CallMedia.Audio);
            await pair.Bob.AcceptAsync(pair.In);
            await ConnectedAsync(pair);
            await (i % 3 == 0 ? pair.In : pair.Out).HangUpAsync();
            await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        }
    }

    [Spec("CALL-054", Aspect = "each ending", Requires = CallCapabilities.RingingSignal)]
    public async Task Nobody_stays_busy_after_any_ending()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        Func<Pair, Task>[] endings =
        [
            p => p.In.RejectAsync(),
            p => p.Out.TryCancelAsync(),
            p => p.Out.HangUpAsync(),
            async p => await p.Out.DisposeAsync(),
            p => Task.CompletedTask,
        ];
        foreach (var end in endings)
        {
            var pair = await RingAsync(alice, bob, CallMedia.Audio, o => o.RingTimeout = TimeSpan.FromSeconds(1));
            await end(pair);
            await CompletesAsync(alice.Log(pair.Out), bob.Log(pair.In));
        }
    }
}
