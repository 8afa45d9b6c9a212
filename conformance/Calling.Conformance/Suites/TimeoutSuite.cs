using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 5: when it stops ringing by itself.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class TimeoutSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Spec("CALL-040", Aspect = "limits")]
    public async Task A_ring_timeout_outside_the_limits_is_refused()
    {
        var alice = await AliceAsync();
        var limits = alice.Client.Provider.Limits;
        foreach (var timeout in new[] { TimeSpan.Zero, limits.MinRingTimeout / 2, limits.MaxRingTimeout + TimeSpan.FromMilliseconds(1) })
        {
            await FailsAsync(CallErrorCode.InvalidArgument, () => alice.CallAsync("bob", configure: o => o.RingTimeout = timeout));
        }

        Assert.Empty(alice.Client.Calls);
    }

    [Spec("CALL-040", Aspect = "per client")]
    public async Task The_clients_own_ring_timeout_is_in_force()
    {
        var (alice, bob) = (await AliceAsync(o => o.RingTimeout = Short), await BobAsync());
        long start = Fixture.Clock.Time.GetTimestamp();
        var pair = await RingAsync(alice, bob);
        await EndedAsync(pair.Out, pair.In);
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), Short * 0.9, TimeSpan.FromSeconds(5));
        Assert.Equal(CallEndReason.NoAnswer, pair.Out.Snapshot.End!.Reason);
    }

    [Spec("CALL-041", Requires = CallCapabilities.RingingSignal | CallCapabilities.RingLifetime)]
    public async Task Nobody_answers()
    {
        var pair = await RingAsync(configure: o => o.RingTimeout = Short);
        await ReadAsync(pair, "Ringing bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)");
        await QuietAsync();
    }

    [Spec("CALL-042", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Network)]
    public async Task When_the_callers_device_dies_the_callee_stops_ringing()
    {
        var timeout = TimeSpan.FromSeconds(2);
        var pair = await RingAsync(configure: o => o.RingTimeout = timeout);
        Stage.Network.Kill(pair.Alice.Party);
        await Stage.UntilAsync(() => pair.In.Snapshot.State == CallState.Ended, "it stops ringing", timeout + TimeSpan.FromSeconds(3));
        Assert.Contains(pair.In.Snapshot.End!.Reason, new[] { CallEndReason.NoAnswer, CallEndReason.RemoteCancel });
    }

    [Spec("CALL-043", Aspect = "timeout first", Requires = CallCapabilities.RingingSignal | CallCapabilities.RingLifetime)]
    public async Task An_accept_that_comes_after_the_timeout_fails()
    {
        var pair = await RingAsync(configure: o => o.RingTimeout = Short);
        using var accept = Stage.Faults.Hold<CallCommand.AcceptCall>(pair.Bob);
        var accepting = pair.Bob.AcceptAsync(pair.In);
        await CompletesAsync(pair.Alice.Log(pair.Out));
        accept.Dispose();
        await GoneAsync(CallEndReason.NoAnswer, () => accepting);
        await ReadAsync(pair, "Ringing bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)");
        await QuietAsync();
    }

    [Spec("CALL-043", Aspect = "accept first", Requires = CallCapabilities.RingingSignal)]
    public async Task An_accept_that_came_in_time_wins_although_the_caller_hears_of_it_later()
    {
        var pair = await RingAsync(configure: o => o.RingTimeout = Short);
        using var news = Stage.Faults.Hold<CallSignal>(pair.Alice);
        await pair.Bob.AcceptAsync(pair.In);
        await Stage.PassAsync(Short + TimeSpan.FromMilliseconds(500));
        news.Dispose();
        await ConnectedAsync(pair);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-044", Requires = CallCapabilities.RingingSignal)]
    public async Task A_timeout_never_ends_an_answered_call()
    {
        var pair = await RingAsync(CallMedia.Audio, o => o.RingTimeout = Short);
        await pair.Bob.AcceptAsync(pair.In);
        await Stage.PassAsync(3500);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-045", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Hostile)]
    public async Task An_accepted_call_whose_media_never_connects_fails()
    {
        var alice = await AliceAsync(o => o.ConnectTimeout = TimeSpan.FromSeconds(1));
        var mallory = await Stage.EnterHostileAsync("mallory");
        var outgoing = await alice.CallAsync("mallory", CallMedia.Audio);
        await mallory.InvitedAsync(outgoing.CallId);
        Assert.IsType<CommandResult.Done>(
            await mallory.SendAsync(new CallCommand.AcceptCall(outgoing.CallId, mallory.NextId(), new(true, false))));
        await ReadsAsync("mallory:Accepted Connecting Ended(ConnectFailed)", alice.Log(outgoing));
        await Stage.UntilAsync(() => mallory.Signals.OfType<CallSignal.Ended>().Any(), "the other device is told");
        Assert.Equal(EndCause.ConnectFailed, mallory.Signals.OfType<CallSignal.Ended>().Single().Ending.Cause);
        await QuietAsync();
    }

    [Spec("CALL-046", Requires = CallCapabilities.RingingSignal | CallCapabilities.RingLifetime)]
    public async Task The_callees_own_setting_shortens()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync(o => o.IncomingRingTimeout = Short));
        long start = Fixture.Clock.Time.GetTimestamp();
        var pair = await RingAsync(alice, bob);
        await EndedAsync(pair.Out, pair.In);
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), Short * 0.9, Short * 5);
        await ReadAsync(pair, "Ringing bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)");
        await QuietAsync();
    }

    [Spec("CALL-046", Aspect = "the caller's governs", Requires = CallCapabilities.RingingSignal | CallCapabilities.RingLifetime)]
    public async Task The_callees_own_setting_never_lengthens()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync(o => o.IncomingRingTimeout = TimeSpan.FromSeconds(60)));
        long start = Fixture.Clock.Time.GetTimestamp();
        var pair = await RingAsync(alice, bob, configure: o => o.RingTimeout = Short);
        await EndedAsync(pair.Out, pair.In);
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), Short * 0.9, Short * 5);
        await ReadAsync(pair, "Ringing bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)");
        await QuietAsync();
    }

    [Spec("CALL-046", Aspect = "several devices", Requires = CallCapabilities.RingingSignal | CallCapabilities.RingLifetime | CallCapabilities.MultiDevice)]
    public async Task The_device_that_rings_longest_decides()
    {
        var alice = await AliceAsync();
        var (hasty, patient) = (await BobAsync(o => o.IncomingRingTimeout = Short), await BobsTabletAsync(o => o.IncomingRingTimeout = Short * 3));
        var pair = await RingAsync(alice, hasty);
        var there = await patient.RingsAsync();
        await ReadAsync(pair, "Ringing", "Ended(NoAnswer)");
        await ReadsAsync("", patient.Log(there));
        await QuietAsync();
        await ReadsAsync("Ended(NoAnswer)", patient.Log(there));
        await ReadAsync(pair, "Ringing bob:NoAnswer Ended(NoAnswer)", "Ended(NoAnswer)");
        await QuietAsync();
    }
}
