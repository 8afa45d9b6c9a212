namespace Calling.EndToEnd;

/// <summary>Scenarios on one stage; each test has a stage of its own.</summary>
public abstract class ScenarioBase(Stage stage) : IAsyncLifetime
{
    protected Stage Stage => stage;

    public async ValueTask InitializeAsync()
    {
        if (stage is IAsyncLifetime lifetime)
        {
            await lifetime.InitializeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task ReachesAsync(ICallSession call, CallState state) =>
        Stage.UntilAsync(() => call.Snapshot.State == state || call.Snapshot.State == CallState.Ended, $"{call.Snapshot.Direction} {state}, is {call.Snapshot.State}");

    protected Task CompletesAsync(params EventLog[] logs) => Stage.UntilAsync(() => logs.All(l => l.Completed), "all logs are complete");

    /// <summary>States the whole trace of a reader, which may need a moment to have read it.</summary>
    protected async Task ReadsAsync(string trace, EventLog log)
    {
        await Stage.TryUntilAsync(() => log.Trace == trace);
        Assert.Equal(trace, log.Trace);
    }

    /// <summary>Alice calls Bob and it rings.</summary>
    protected async Task<(Person Alice, Person Bob, ICallSession Out, ICallSession In)> RingAsync(
        CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null)
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        var outgoing = await alice.CallAsync("bob", media, configure);
        var incoming = await bob.RingsAsync();
        await ReachesAsync(outgoing, CallState.Ringing);
        return (alice, bob, outgoing, incoming);
    }

    /// <summary>Alice calls Bob, he accepts, both are connected.</summary>
    protected async Task<(Person Alice, Person Bob, ICallSession Out, ICallSession In)> ConnectAsync(
        CallMedia media = CallMedia.Video, Action<AcceptOptions>? accept = null)
    {
        var ring = await RingAsync(media);
        await ring.Bob.AcceptAsync(ring.In, accept);
        await ReachesAsync(ring.Out, CallState.Connected);
        await ReachesAsync(ring.In, CallState.Connected);
        Assert.Equal(CallState.Connected, ring.Out.Snapshot.State);
        Assert.Equal(CallState.Connected, ring.In.Snapshot.State);
        return ring;
    }

    protected static async Task<CallException> FailsAsync(CallErrorCode code, Func<Task> operation)
    {
        var error = await Assert.ThrowsAsync<CallException>(operation);
        Assert.Equal(code, error.Code);
        return error;
    }
}
