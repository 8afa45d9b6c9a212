namespace Calling.Conformance;

/// <summary>Section 13: events reach exactly their readers, once, in order.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class EventsSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec("CALL-120", Aspect = "late reader")]
    public async Task A_late_reader_gets_a_snapshot_with_the_end_and_completion()
    {
        var pair = await RingAsync();
        await pair.Out.HangUpAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out));
        var late = new EventLog(Stage, pair.Alice, pair.Out);
        await CompletesAsync(late);
        var snapshot = Assert.IsType<CallEvent.Snapshot>(Assert.Single(late.Events));
        Assert.Equal(CallEndReason.LocalCancel, snapshot.Call.End!.Reason);
    }

    [Spec("CALL-120", Aspect = "reader in the middle")]
    public async Task A_reader_in_the_middle_begins_with_what_is()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var late = new EventLog(Stage, pair.Bob, pair.In);
        await pair.In.HangUpAsync();
        await CompletesAsync(late);
        Assert.Equal(CallState.Connected, Assert.IsType<CallEvent.Snapshot>(late.Events.First()).Call.State);
        Assert.Equal("Ended(LocalHangUp by bob)", late.Trace);
    }

    [Spec("CALL-121")]
    public async Task The_snapshot_shows_at_least_what_the_event_said()
    {
        var pair = await RingAsync();
        var seen = new List<(CallState Told, CallState Shown)>();
        var reading = ReadStatesAsync(pair.In, seen);
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await pair.Out.HangUpAsync();
        await CompletesAsync(pair.Bob.Log(pair.In));
        await reading;
        Assert.Equal([CallState.Connecting, CallState.Connected, CallState.Ended], seen.Select(s => s.Told));
        Assert.All(seen, s => Assert.True(s.Shown >= s.Told, $"told {s.Told}, shown {s.Shown}"));
    }

    [Spec(["CALL-122", "CALL-123"])]
    public async Task A_handler_may_call_operations_and_one_that_throws_harms_nobody()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var adapter = new CallClientEventAdapter(bob.Client);
        var accepting = new TaskCompletionSource();
        adapter.IncomingCall += (_, _) => throw new InvalidOperationException("a bad handler");
        adapter.IncomingCall += async (_, e) =>
        {
            await bob.AcceptAsync(e.Session);
            accepting.SetResult();
        };
        adapter.Start();
        var call = await alice.CallAsync("bob", CallMedia.Audio);
        await ReachesAsync(call, CallState.Connected);
        await Stage.UntilAsync(() => accepting.Task.IsCompleted, "the handler returns");
        await ReachesAsync(await bob.RingsAsync(), CallState.Connected);
    }

    [Spec("CALL-124", Requires = CallCapabilities.RingingSignal)]
    public async Task Many_readers_get_all_of_it()
    {
        var pair = await RingAsync();
        var logs = Enumerable.Range(0, 20).Select(_ => new EventLog(Stage, pair.Alice, pair.Out)).ToList();
        await pair.In.RejectAsync();
        await CompletesAsync([.. logs]);
        Assert.All(logs, log => Assert.Equal("Ringing bob:Rejected Ended(RemoteReject by bob)", log.Trace));
        await ReadAsync(pair, "Ringing bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        await QuietAsync();
    }

    [Spec("CALL-125")]
    public async Task A_listener_attached_later_is_given_what_rings_now()
    {
        var pair = await RingAsync();
        await using var calls = pair.Bob.Client.ReadIncomingCallsAsync().GetAsyncEnumerator();
        var first = calls.MoveNextAsync().AsTask();
        await Stage.UntilAsync(() => first.IsCompleted, "the listener is given a call");
        Assert.True(await first, "the listener is given what rings now");
        Assert.Same(pair.In, calls.Current);
    }

    private static async Task ReadStatesAsync(ICallSession call, List<(CallState Told, CallState Shown)> seen)
    {
        await foreach (var e in call.ReadEventsAsync())
        {
            CallState? told = e switch
            {
                CallEvent.StateChanged changed => changed.State,
                CallEvent.Ended => CallState.Ended,
                _ => null,
            };
            if (told is { } state)
            {
                seen.Add((state, call.Snapshot.State));
            }
        }
    }
}
