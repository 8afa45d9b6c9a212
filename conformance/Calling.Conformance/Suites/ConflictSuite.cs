using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 6: who is busy, who gives way.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class ConflictSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Devices = CallCapabilities.BusySignal | CallCapabilities.MultiDevice | CallCapabilities.RingingSignal;
    private const string Caller = "Ringing bob:Accepted Connecting +bob Connected";
    private const string Callee = "Connecting +alice Connected";

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

    [Spec("CALL-051", Requires = Devices)]
    public async Task Who_is_busy_on_every_device_is_told_once_on_each()
    {
        var (phone, tablet, dave) = (await BobAsync(), await BobsTabletAsync(), await Stage.EnterAsync("dave"));
        var (first, second) = (await BusyAsync(phone, await AliceAsync()), await BusyAsync(tablet, await CarolAsync()));
        var missed = await dave.CallAsync("bob");
        await ReadsAsync("bob:Busy Ended(Busy by bob)", dave.Log(missed));
        await Stage.UntilAsync(() => phone.Missed.Count > 0 && tablet.Missed.Count > 0, "both devices are told");
        await ReadAsync(first, "Ringing alice:Accepted Connecting +alice Connected", "Connecting +bob Connected");
        await ReadAsync(second, "Ringing carol:Accepted Connecting +carol Connected", "Connecting +bob Connected");
        await QuietAsync();
        CallClientEvent.MissedCall expected = new(missed.CallId, dave.Party.UserId, CallMedia.Video, CallResponse.Busy);
        Assert.Equal([expected], phone.Missed);
        Assert.Equal([expected], tablet.Missed);
    }

    [Spec("CALL-051", Aspect = "a free device", Requires = Devices)]
    public async Task A_free_device_rings_and_nothing_is_missed()
    {
        var (phone, tablet, dave) = (await BobAsync(), await BobsTabletAsync(), await Stage.EnterAsync("dave"));
        var running = await BusyAsync(phone, await AliceAsync());
        (Func<Pair, Task> Act, string Caller, string Callee)[] outcomes =
        [
            (p => p.In.RejectAsync(), "bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)"),
            (p => p.Out.TryCancelAsync(), "bob:Cancelled Ended(LocalCancel by dave)", "Ended(RemoteCancel by dave)"),
            (_ => Task.CompletedTask, "bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)"),
            (p => tablet.AcceptAsync(p.In), "bob:Accepted Connecting +bob Connected", "Connecting +dave Connected"),
        ];
        foreach (var (act, caller, callee) in outcomes)
        {
            var pair = await RingAsync(dave, tablet, CallMedia.Audio, o => o.RingTimeout = TimeSpan.FromSeconds(2));
            await act(pair);
            await ReadAsync(pair, $"Ringing {caller}", callee);
        }

        await ReadAsync(running, "Ringing alice:Accepted Connecting +alice Connected", "Connecting +bob Connected");
        await QuietAsync();
        Assert.Equal((0, 0, 0), (phone.Missed.Count, tablet.Missed.Count, phone.Incoming.Count));
    }

    [Spec("CALL-052", Aspect = "surface", Requires = CallCapabilities.RingingSignal)]
    public async Task A_call_that_waits_can_be_accepted_once_the_other_is_over()
    {
        var (first, second) = await WaitingAsync(BusyPolicy.Surface);
        await FailsAsync(CallErrorCode.InvalidState, () => second.Bob.AcceptAsync(second.In));
        await ReadAsync(first, Caller, Callee);
        await ReadAsync(second, "Ringing", "");
        await QuietAsync();
        await first.In.HangUpAsync();
        await second.Bob.AcceptAsync(second.In);
        await ReadAsync(first, $"{Caller} -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", $"{Callee} Ended(LocalHangUp by bob)");
        await ReadAsync(second, Caller, "Connecting +carol Connected");
        await QuietAsync();
    }

    [Spec("CALL-052", Aspect = "end current", Requires = CallCapabilities.RingingSignal)]
    public async Task The_current_call_ends_when_the_user_accepts_the_next()
    {
        var (first, second) = await WaitingAsync(BusyPolicy.EndCurrent);
        await ReadAsync(first, Caller, Callee);
        await ReadAsync(second, "Ringing", "");
        await QuietAsync();
        await second.Bob.AcceptAsync(second.In);
        await ReadAsync(first, $"{Caller} -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", $"{Callee} Ended(Replaced by bob)");
        await ReadAsync(second, Caller, "Connecting +carol Connected");
        Assert.Same(second.In, first.In.ReplacedBy);
        await QuietAsync();
    }

    [Spec("CALL-052", Aspect = "end current, too late", Requires = CallCapabilities.RingingSignal)]
    public async Task The_current_call_stays_if_the_accept_comes_too_late()
    {
        var (first, second) = await WaitingAsync(BusyPolicy.EndCurrent);
        using var accept = Stage.Faults.Hold<CallCommand.AcceptCall>(second.Bob);
        var accepting = second.Bob.AcceptAsync(second.In);
        await Stage.UntilAsync(() => accept.Count == 1, "the accept is on its way");
        Assert.True(await second.Out.TryCancelAsync());
        accept.Dispose();
        await GoneAsync(CallEndReason.RemoteCancel, () => accepting);
        await ReadAsync(first, Caller, Callee);
        await ReadAsync(second, "Ringing bob:Cancelled Ended(LocalCancel by carol)", "Ended(RemoteCancel by carol)");
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

    /// <summary>A device calls somebody who answers.</summary>
    private async Task<Pair> BusyAsync(Person device, Person callee)
    {
        var pair = await RingAsync(device, callee, CallMedia.Audio);
        await callee.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        return pair;
    }

    /// <summary>Alice and Bob are connected when Carol's call rings with Bob, too.</summary>
    private async Task<(Pair First, Pair Second)> WaitingAsync(BusyPolicy policy)
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync(o => o.BusyPolicy = policy));
        var first = await RingAsync(alice, bob, CallMedia.Audio);
        await bob.AcceptAsync(first.In);
        await ConnectedAsync(first);
        return (first, await RingAsync(await CarolAsync(), bob, CallMedia.Audio));
    }
}
