namespace Calling.EndToEnd;

/// <summary>Section 13: events reach exactly their readers, once, in order.</summary>
public abstract class EventScenarios(Stage stage) : ScenarioBase(stage)
{
    [Fact]
    public async Task CALL_120_a_late_reader_gets_a_snapshot_with_the_end_and_completion()
    {
        var (alice, _, outgoing, _) = await RingAsync();
        await outgoing.HangUpAsync();
        await CompletesAsync(alice.Log(outgoing));
        var late = new List<CallEvent>();
        await foreach (var e in outgoing.ReadEventsAsync())
        {
            late.Add(e);
        }

        var snapshot = Assert.IsType<CallEvent.Snapshot>(Assert.Single(late));
        Assert.Equal(CallEndReason.LocalCancel, snapshot.Call.End!.Reason);
    }

    [Fact]
    public async Task CALL_122_a_handler_may_call_operations_and_CALL_123_one_that_throws_harms_nobody()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        using var adapter = new CallClientEventAdapter(bob.Client);
        adapter.IncomingCall += (_, _) => throw new InvalidOperationException("a bad handler");
        adapter.IncomingCall += (_, e) => e.Session.AcceptAsync(new() { AudioSource = Stage.Microphone, VideoSource = Stage.Camera }).GetAwaiter().GetResult();
        adapter.Start();
        var call = await alice.CallAsync("bob", CallMedia.Audio);
        await ReachesAsync(call, CallState.Connected);
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_125_a_listener_attached_later_is_given_what_rings_now()
    {
        var (_, bob, _, incoming) = await RingAsync();
        await foreach (var ringing in bob.Client.ReadIncomingCallsAsync())
        {
            Assert.Same(incoming, ringing);
            break;
        }
    }

    [Fact]
    public async Task CALL_124_many_readers_get_all_of_it()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        var logs = Enumerable.Range(0, 20).Select(_ => new EventLog(outgoing)).ToList();
        await incoming.RejectAsync();
        await CompletesAsync([.. logs, alice.Log(outgoing), bob.Log(incoming)]);
        Assert.All(logs, l => Assert.Equal("Ringing bob:Rejected Ended(RemoteReject by bob)", l.Trace));
    }
}
