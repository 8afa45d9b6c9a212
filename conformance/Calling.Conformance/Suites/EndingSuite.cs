using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 4: hanging up, cancelling, disposing.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class EndingSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec(["CALL-030", "CALL-031", "CALL-035"], Requires = CallCapabilities.RingingSignal)]
    public async Task A_hang_up_ends_both_and_a_second_one_does_nothing()
    {
        var pair = await ConnectAsync();
        await Stage.PassAsync(500);
        await pair.In.HangUpAsync();
        Assert.Equal(CallState.Ended, pair.In.Snapshot.State);
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)",
            "Connecting +alice Connected Ended(LocalHangUp by bob)");
        Assert.True(pair.Out.Snapshot.End!.Duration >= TimeSpan.FromMilliseconds(400), "the duration counts from the answer");
        Assert.True(pair.In.Snapshot.End!.Duration >= TimeSpan.FromMilliseconds(400), "the duration counts from the answer");
        await pair.In.HangUpAsync();
        await pair.Out.HangUpAsync();
        await pair.Out.DisposeAsync();
        Assert.Empty(pair.Alice.Client.Calls);
        Assert.Empty(pair.Bob.Client.Calls);
        await QuietAsync();
    }

    [Spec("CALL-030", Aspect = "each state", Requires = CallCapabilities.RingingSignal)]
    public async Task A_hang_up_reads_as_the_state_says()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var dialing = await alice.CallAsync("nobody");
        await dialing.HangUpAsync();

        // Rule CALL-013: without OfflineInvite the vendor may be faster to say that nobody is there.
        bool waits = alice.Client.Provider.Capabilities.HasFlag(CallCapabilities.OfflineInvite);
        const string Cancelled = "nobody:Cancelled Ended(LocalCancel by alice)";
        await ReadsOneOfAsync(alice.Log(dialing), waits ? [Cancelled] : [Cancelled, "nobody:Unreachable Ended(Unreachable)"]);
        var incoming = await RingAsync(alice, bob);
        await incoming.In.HangUpAsync();
        await ReadAsync(incoming, "Ringing bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        var ringing = await RingAsync(alice, bob);
        await ringing.Out.HangUpAsync();
        await ReadAsync(ringing, "Ringing bob:Cancelled Ended(LocalCancel by alice)", "Ended(RemoteCancel by alice)");
        await QuietAsync();
    }

    [Spec("CALL-030", Aspect = "provider out of reach", Requires = CallCapabilities.RingingSignal)]
    public async Task A_hang_up_is_done_here_although_it_cannot_be_sent()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var held = Stage.Faults.Hold<CallCommand>(pair.Alice);
        await pair.Out.HangUpAsync();
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)", pair.Alice.Log(pair.Out));
        await Stage.PassAsync(300);
        await ReadsAsync("Connecting +alice Connected", pair.Bob.Log(pair.In));
        held.Dispose();
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", pair.Bob.Log(pair.In));
        await QuietAsync();
    }

    [Spec("CALL-030", Aspect = "line cut", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Network)]
    public async Task A_hang_up_is_done_here_while_the_line_is_down_and_there_once_it_is_back()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var cut = Stage.Network.Cut(pair.Alice.Party);
        await pair.Out.HangUpAsync();
        Assert.Equal(CallEndReason.LocalHangUp, pair.Out.Snapshot.End!.Reason);
        await Stage.PassAsync(300);
        await ReadsAsync("Connecting +alice Connected", pair.Bob.Log(pair.In));
        cut.Dispose();
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", pair.Bob.Log(pair.In));
    }

    [Spec("CALL-030", Aspect = "line stalled", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Network)]
    public async Task A_hang_up_is_done_here_while_the_line_stalls_and_there_once_it_moves()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var stall = Stage.Network.Stall(pair.Alice.Party);
        await pair.Out.HangUpAsync();
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)", pair.Alice.Log(pair.Out));
        await Stage.PassAsync(300);
        await ReadsAsync("Connecting +alice Connected", pair.Bob.Log(pair.In));
        stall.Dispose();
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", pair.Bob.Log(pair.In));
        await QuietAsync();
    }

    [Spec("CALL-032", Requires = CallCapabilities.RingingSignal)]
    public async Task A_cancel_stops_the_ringing()
    {
        var pair = await RingAsync();
        Assert.True(await pair.Out.TryCancelAsync());
        await ReadAsync(pair, "Ringing bob:Cancelled Ended(LocalCancel by alice)", "Ended(RemoteCancel by alice)");
        await QuietAsync();
    }

    [Spec("CALL-032", Aspect = "before the invitation left")]
    public async Task A_hang_up_right_after_dialing_leaves_no_ghost()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        for (int i = 0; i < 10; i++)
        {
            await (await alice.CallAsync("bob")).HangUpAsync();
        }

        await Stage.PassAsync(300);
        await Stage.UntilAsync(() => bob.Client.Calls.Count == 0, "nothing rings");
        foreach (var call in bob.Incoming)
        {
            await ReadsAsync("Ended(RemoteCancel by alice)", bob.Log(call));
        }
    }

    [Spec("CALL-032", Aspect = "the invitation is held up")]
    public async Task A_hang_up_while_the_invitation_is_on_its_way_leaves_no_ghost()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var place = Stage.Faults.Hold<CallCommand.PlaceCall>(alice);
        var outgoing = await alice.CallAsync("bob");
        await outgoing.HangUpAsync();
        Assert.Equal(CallEndReason.LocalCancel, outgoing.Snapshot.End!.Reason);
        await Stage.PassAsync(300);
        place.Dispose();
        await Stage.PassAsync(300);
        await Stage.UntilAsync(() => bob.Client.Calls.Count == 0, "nothing rings");
        foreach (var call in bob.Incoming)
        {
            await ReadsAsync("Ended(RemoteCancel by alice)", bob.Log(call));
        }
    }

    [Spec("CALL-033", Requires = CallCapabilities.RingingSignal)]
    public async Task Cancelling_an_accepted_call_leaves_it_up()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        Assert.False(await pair.Out.TryCancelAsync());
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-034")]
    public async Task The_other_side_ends_within_the_bound()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        long start = Fixture.Clock.Time.GetTimestamp();
        await pair.Out.HangUpAsync();
        await Stage.UntilAsync(() => pair.In.Snapshot.State == CallState.Ended, "the other side ends");
        Assert.Equal(CallEndReason.RemoteHangUp, pair.In.Snapshot.End!.Reason);
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.Zero, pair.Alice.Client.Provider.Bounds.HangUp);
    }

    [Spec("CALL-036", Aspect = "session", Requires = CallCapabilities.RingingSignal)]
    public async Task Disposing_a_ringing_session_withdraws_this_device_alone()
    {
        var pair = await RingAsync();
        await pair.In.DisposeAsync();
        await Stage.PassAsync(200);
        await ReadAsync(pair, "Ringing", "Ended(LocalHangUp by bob)");
        await QuietAsync();
    }

    [Spec("CALL-036", Aspect = "client", Requires = CallCapabilities.RingingSignal)]
    public async Task Disposing_the_client_hangs_up()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        await pair.Alice.Client.DisposeAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out));
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", pair.Bob.Log(pair.In));
        await pair.Alice.Client.DisposeAsync();
    }

    [Spec("CALL-038", Requires = CallCapabilities.RingingSignal)]
    public async Task When_both_hang_up_at_once_each_keeps_its_own_reason()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var held = Stage.Faults.Hold<CallCommand.EndCall>();
        await pair.Out.HangUpAsync();
        await pair.In.HangUpAsync();
        held.Dispose();
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)",
            "Connecting +alice Connected Ended(LocalHangUp by bob)");
        await QuietAsync();
    }
}
