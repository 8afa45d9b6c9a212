namespace Calling.Conformance;

/// <summary>Tests of one area of the rules, on a provider. To add a suite, derive an abstract generic class and write [Spec] methods.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <remarks>
/// Each test has a <see cref="Stage"/> of its own and is plain asynchronous code; with a virtual clock it runs inside the provider's world.
/// At its end every session that ended is checked for exactly one end, as its last event, and for closed media.
/// </remarks>
public abstract class Suite<TFixture> : IClassFixture<TFixture>, ISuite
    where TFixture : ConformanceFixture
{
    private Stage? _stage;

    /// <summary>Creates it.</summary>
    /// <param name="fixture">The provider's.</param>
    protected Suite(TFixture fixture) => Fixture = fixture;

    /// <summary>The provider's fixture.</summary>
    protected TFixture Fixture { get; }

    /// <summary>This test's people and their time.</summary>
    protected Stage Stage => _stage ?? throw new InvalidOperationException("A stage is there only inside a [Spec] test.");

    ConformanceFixture ISuite.Fixture => Fixture;

    Stage ISuite.Stage
    {
        get => Stage;
        set => _stage = value;
    }

    /// <summary>Alice signs in.</summary>
    /// <param name="configure">Changes the client's settings.</param>
    protected Task<Person> AliceAsync(Action<CallingOptions>? configure = null) => Stage.EnterAsync("alice", configure);

    /// <summary>Bob signs in.</summary>
    /// <param name="configure">Changes the client's settings.</param>
    protected Task<Person> BobAsync(Action<CallingOptions>? configure = null) => Stage.EnterAsync("bob", configure);

    /// <summary>Bob signs in on his tablet.</summary>
    /// <param name="configure">Changes the client's settings.</param>
    protected Task<Person> BobsTabletAsync(Action<CallingOptions>? configure = null) => Stage.EnterAsync("bob", configure, "tablet");

    /// <summary>Carol signs in.</summary>
    /// <param name="configure">Changes the client's settings.</param>
    protected Task<Person> CarolAsync(Action<CallingOptions>? configure = null) => Stage.EnterAsync("carol", configure);

    /// <summary>Alice calls Bob, and it rings at both ends.</summary>
    /// <param name="media">What for.</param>
    /// <param name="configure">Changes the call's options.</param>
    protected async Task<Pair> RingAsync(CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null) =>
        await RingAsync(await AliceAsync(), await BobAsync(), media, configure);

    /// <summary>One calls another, and it rings at both ends.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="callee">Who is called.</param>
    /// <param name="media">What for.</param>
    /// <param name="configure">Changes the call's options.</param>
    protected async Task<Pair> RingAsync(Person caller, Person callee, CallMedia media = CallMedia.Video, Action<CallOptions>? configure = null)
    {
        int before = callee.Incoming.Count;
        var outgoing = await caller.CallAsync(callee.Name, media, configure);
        var incoming = await callee.RingsAsync(before + 1);
        if (caller.Client.Provider.Capabilities.HasFlag(CallCapabilities.RingingSignal))
        {
            await ReachesAsync(outgoing, CallState.Ringing);
        }

        return new Pair(caller, callee, outgoing, incoming);
    }

    /// <summary>Alice calls Bob, he accepts, both are connected.</summary>
    /// <param name="media">What for.</param>
    /// <param name="accept">Changes the options of the answer.</param>
    protected async Task<Pair> ConnectAsync(CallMedia media = CallMedia.Video, Action<AcceptOptions>? accept = null)
    {
        var pair = await RingAsync(media);
        await pair.Bob.AcceptAsync(pair.In, accept);
        await ConnectedAsync(pair);
        return pair;
    }

    /// <summary>Waits until both ends are connected.</summary>
    /// <param name="pair">Who.</param>
    protected async Task ConnectedAsync(Pair pair)
    {
        await ReachesAsync(pair.Out, CallState.Connected);
        await ReachesAsync(pair.In, CallState.Connected);
    }

    /// <summary>Waits for a state; an end instead of it fails at once.</summary>
    /// <param name="call">The session.</param>
    /// <param name="state">The state.</param>
    protected async Task ReachesAsync(ICallSession call, CallState state)
    {
        string what = $"the {call.Snapshot.Direction} session is {state}";
        await Stage.UntilAsync(() => call.Snapshot.State == state || call.Snapshot.State == CallState.Ended, what);
        Assert.True(call.Snapshot.State == state, $"waited for: {what}, but it is {call.Snapshot.State} ({call.Snapshot.End?.Reason})");
    }

    /// <summary>Waits until readers have been told the end.</summary>
    /// <param name="logs">Whose.</param>
    protected Task CompletesAsync(params EventLog[] logs) => Stage.UntilAsync(() => logs.All(log => log.Completed), "the end is told to all readers");

    /// <summary>Waits until sessions have ended; their readers may be told a little later, so this is what a bound of time is measured with.</summary>
    /// <param name="calls">The sessions.</param>
    protected Task EndedAsync(params ICallSession[] calls) =>
        Stage.UntilAsync(() => calls.All(call => call.Snapshot.State == CallState.Ended), "the sessions have ended");

    /// <summary>States everything that a reader has been told so far; an event too many fails as one too few does.</summary>
    /// <param name="trace">The words of <see cref="EventLog.Trace"/>.</param>
    /// <param name="log">Whose.</param>
    protected async Task ReadsAsync(string trace, EventLog log)
    {
        string expected = log.Terms.Of(trace);
        await Stage.TryUntilAsync(() => log.Terms.Match(expected, log.Trace));
        Assert.True(log.Terms.Match(expected, log.Trace), $"{log.Reader} {log.Session.Snapshot.Direction}\nexpected: {expected}\nread:     {log.Trace}");
        log.Stated = log.Trace;
    }

    /// <summary>States what a reader has been told so far where the rules leave an order open.</summary>
    /// <param name="log">Whose.</param>
    /// <param name="traces">Each that is right.</param>
    protected async Task ReadsOneOfAsync(EventLog log, params string[] traces)
    {
        await Stage.TryUntilAsync(() => traces.Contains(log.Trace));
        Assert.True(traces.Contains(log.Trace), $"{log.Reader} {log.Session.Snapshot.Direction}\nexpected: {string.Join("\nor:       ", traces)}\nread:     {log.Trace}");
        log.Stated = log.Trace;
    }

    /// <summary>States what a reader has been told who came while things went on: the rest of it, up to a state.</summary>
    /// <param name="whole">What an earlier reader would have been told.</param>
    /// <param name="state">The state at its end.</param>
    /// <param name="log">Whose.</param>
    protected async Task ReadsRestAsync(string whole, CallState state, EventLog log)
    {
        await Stage.TryUntilAsync(() => log.State == state);
        string[] words = whole.Split(' ');
        await ReadsOneOfAsync(log, [.. Enumerable.Range(0, words.Length + 1).Select(i => string.Join(' ', words[i..]))]);
        Assert.Equal(state, log.State);
    }

    /// <summary>States what both ends of a call have been told so far.</summary>
    /// <param name="pair">Who.</param>
    /// <param name="caller">The caller's trace.</param>
    /// <param name="callee">The callee's trace.</param>
    protected async Task ReadAsync(Pair pair, string caller, string callee)
    {
        await ReadsAsync(caller, pair.Alice.Log(pair.Out));
        await ReadsAsync(callee, pair.Bob.Log(pair.In));
    }

    /// <summary>States what people have been told of a group call so far.</summary>
    /// <param name="circle">Whose call.</param>
    /// <param name="traces">Each of them with the trace.</param>
    protected async Task ReadAsync(Circle circle, params IEnumerable<(string Who, string Trace)> traces)
    {
        ArgumentNullException.ThrowIfNull(circle);
        foreach (var (who, trace) in traces)
        {
            await circle.KnowsAsync(who);
            var log = circle.Log(who);
            await ReadsAsync(trace, log);
            string[] decided = [.. log.Terms.Unspoken(trace).Select(Stage.Id)];
            await Stage.UntilAsync(
                () => !log.Session.Snapshot.Participants.Any(p => decided.Contains(p.UserId) && p.State is ParticipantState.Invited or ParticipantState.Ringing),
                $"{who} no longer waits for them");
        }
    }

    /// <summary>
    /// States that nothing else happened: after a moment every session of everybody has been stated with <see cref="ReadsAsync"/>, and reads
    /// as it did then.
    /// </summary>
    /// <param name="but">Whose process is gone, so that it counts for nothing.</param>
    protected async Task QuietAsync(EventLog? but = null)
    {
        await Stage.PassAsync(200);
        foreach (var log in Stage.People.SelectMany(person => person.Logs).Where(log => log != but))
        {
            string who = $"{log.Reader} {log.Session.Snapshot.Direction}";
            Assert.True(log.Stated is not null, $"{who}: nobody expected this session; it read: {log.Trace}");
            Assert.True(log.Stated == log.Trace, $"{who}: more was told\nexpected: {log.Stated}\nread:     {log.Trace}");
        }
    }

    /// <summary>States that an operation fails.</summary>
    /// <param name="code">With what.</param>
    /// <param name="operation">The operation.</param>
    protected static async Task<CallException> FailsAsync(CallErrorCode code, Func<Task> operation)
    {
        var error = await Assert.ThrowsAnyAsync<CallException>(operation);
        Assert.True(error.Code == code, $"expected {code}, failed with {error.Code}: {error.Message}");
        return error;
    }

    /// <summary>States that an operation fails because the call is over.</summary>
    /// <param name="reason">How it ended for who asked.</param>
    /// <param name="operation">The operation.</param>
    protected static async Task GoneAsync(CallEndReason reason, Func<Task> operation) =>
        Assert.Equal(reason, (await FailsAsync(CallErrorCode.CallGone, operation)).EndReason);
}
