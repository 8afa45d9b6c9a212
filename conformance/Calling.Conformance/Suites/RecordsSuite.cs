using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 14: what is kept of a call.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class RecordsSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Kept = CallCapabilities.Records | CallCapabilities.RingingSignal;

    [Spec("CALL-130", Aspect = "completed", Requires = Kept)]
    public async Task A_completed_call()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        await Stage.PassAsync(1000);
        await pair.In.HangUpAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        var record = await BothReadAsync(pair.Alice, pair.Bob, "alice>bob:Completed Audio by bob");
        Assert.InRange(record.Duration, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(10));
        Assert.True(record.StartedAt <= record.AnsweredAt && record.AnsweredAt <= record.EndedAt, $"{record}");
        Assert.InRange((record.EndedAt - record.AnsweredAt!.Value - record.Duration).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Spec("CALL-130", Aspect = "rejected", Requires = Kept)]
    public async Task A_rejected_call()
    {
        var pair = await RingAsync();
        await pair.In.RejectAsync();
        await UnansweredAsync(pair.Alice, pair.Bob, "alice>bob:Rejected Video by bob");
    }

    [Spec("CALL-130", Aspect = "cancelled", Requires = Kept)]
    public async Task A_cancelled_call()
    {
        var pair = await RingAsync(CallMedia.Audio);
        await pair.Out.HangUpAsync();
        await UnansweredAsync(pair.Alice, pair.Bob, "alice>bob:Cancelled Audio by alice");
    }

    [Spec("CALL-130", Aspect = "no answer", Requires = Kept)]
    public async Task A_call_that_nobody_answered()
    {
        var pair = await RingAsync(CallMedia.Audio, o => o.RingTimeout = TimeSpan.FromSeconds(1));
        await CompletesAsync(pair.Alice.Log(pair.Out));
        await UnansweredAsync(pair.Alice, pair.Bob, "alice>bob:NoAnswer Audio");
    }

    [Spec("CALL-130", Aspect = "busy", Requires = Kept | CallCapabilities.BusySignal)]
    public async Task A_call_that_found_the_callee_busy()
    {
        var pair = await RingAsync(CallMedia.Audio);
        var carol = await CarolAsync();
        await Stage.PassAsync(50);
        var missed = await carol.CallAsync("bob", CallMedia.Audio);
        await CompletesAsync(carol.Log(missed));
        await UnansweredAsync(carol, pair.Bob, "carol>bob:Busy Audio by bob");
        await pair.Out.HangUpAsync();
        await UnansweredAsync(pair.Alice, pair.Bob, "carol>bob:Busy Audio by bob", "alice>bob:Cancelled Audio by alice");
    }

    [Spec("CALL-130", Aspect = "unreachable", Requires = Kept | CallCapabilities.OfflineInvite)]
    public async Task A_call_to_somebody_who_is_away()
    {
        var alice = await AliceAsync();
        var call = await alice.CallAsync("bob", CallMedia.Audio, o => o.FailFastIfUnreachable = true);
        await ReadsAsync("bob:Unreachable Ended(Unreachable)", alice.Log(call));

        // An arbiter that refused the call at once has not taken it.
        var (one, other) = (await UntilAsync(alice, found => found.Count > 0), await UntilAsync(await BobAsync(), found => found.Count > 0));
        Assert.Equal(one.Select(Word), other.Select(Word));
        Assert.Contains(string.Join(';', one.Select(Word)), new[] { "", "alice>bob:Unreachable Audio" });
    }

    [Spec("CALL-130", Aspect = "failed", Requires = Kept, Needs = Hooks.Hostile)]
    public async Task A_call_whose_media_never_connects()
    {
        var alice = await AliceAsync(o => o.ConnectTimeout = TimeSpan.FromSeconds(1));
        var mallory = await Stage.EnterHostileAsync("mallory");
        var outgoing = await alice.CallAsync("mallory", CallMedia.Audio);
        await mallory.InvitedAsync(outgoing.CallId);
        await mallory.SendAsync(new CallCommand.AcceptCall(outgoing.CallId, mallory.NextId(), new(true, false)));
        await ReadsAsync("mallory:Accepted Connecting Ended(ConnectFailed)", alice.Log(outgoing));
        var record = (await ReadsAsync(alice, "alice>mallory:Failed Audio"))[0];
        Assert.NotNull(record.AnsweredAt);
    }

    [Spec("CALL-130", Aspect = "peer lost", Requires = Kept, Needs = Hooks.Network)]
    public async Task A_call_whose_peer_was_lost_is_completed()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync(o => o.ReconnectTimeout = TimeSpan.FromSeconds(1)));
        var pair = await RingAsync(alice, bob, CallMedia.Audio);
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        Stage.Network.Kill(alice.Party);
        await Stage.UntilAsync(() => bob.Log(pair.In).Completed, "bob's call ends", Fixture.LineGrace + TimeSpan.FromSeconds(3));
        Assert.Equal(CallEndReason.PeerLost, pair.In.Snapshot.End!.Reason);
        await ReadsAsync(bob, "alice>bob:Completed Audio");
    }

    [Spec("CALL-130", Aspect = "switched", Requires = Kept | CallCapabilities.MediaSwitch)]
    public async Task The_media_is_what_it_was_for_in_the_end()
    {
        var pair = await ConnectAsync();
        await pair.Out.RequestMediaAsync(CallMedia.Audio);
        await pair.Out.HangUpAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        await BothReadAsync(pair.Alice, pair.Bob, "alice>bob:Completed Audio by alice");
    }

    [Spec("CALL-130", Aspect = "glare", Requires = Kept | CallCapabilities.Glare)]
    public async Task The_losing_call_of_a_glare_leaves_none()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var (first, second) = (Stage.Faults.Hold<CallCommand.PlaceCall>(alice), Stage.Faults.Hold<CallCommand.PlaceCall>(bob));
        var (won, lost) = (await alice.CallAsync("bob", CallMedia.Audio), await bob.CallAsync("alice", CallMedia.Audio));
        first.Dispose();
        await Stage.PassAsync(200);
        second.Dispose();
        await ReachesAsync(won, CallState.Connected);
        await CompletesAsync(bob.Log(lost));
        await won.HangUpAsync();
        await Stage.UntilAsync(() => alice.Client.Calls.Count + bob.Client.Calls.Count == 0, "it is over");
        var record = await BothReadAsync(alice, bob, "alice>bob:Completed Audio by alice");
        Assert.Equal(won.CallId, record.CallId);
    }

    [Spec("CALL-131", Aspect = "one's own", Requires = Kept)]
    public async Task Nobody_reads_the_records_of_others()
    {
        var (pair, carol) = (await RingAsync(CallMedia.Audio), await CarolAsync());
        await pair.In.RejectAsync();
        await UnansweredAsync(pair.Alice, pair.Bob, "alice>bob:Rejected Audio by bob");
        await ReadsAsync(carol);
        await carol.Client.LogoutAsync();
        await FailsAsync(CallErrorCode.NotSignedIn, () => carol.Client.Records.ReadAsync().AsTask());
    }

    [Spec("CALL-131", Aspect = "pages", Requires = Kept)]
    public async Task Pages_go_on_where_they_were_although_records_come()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        List<string> calls = [];
        for (int i = 0; i < 5; i++)
        {
            calls.Insert(0, await RejectedAsync(alice, bob));
        }

        var first = await alice.Client.Records.ReadAsync(new() { PageSize = 2 });
        Assert.Equal(calls[..2], first.Records.Select(r => r.CallId));
        string late = await RejectedAsync(bob, alice);
        var second = await alice.Client.Records.ReadAsync(new() { PageSize = 2, Continuation = first.Continuation });
        Assert.Equal(calls[2..4], second.Records.Select(r => r.CallId));
        var third = await alice.Client.Records.ReadAsync(new() { PageSize = 2, Continuation = second.Continuation });
        Assert.Equal(calls[4..], third.Records.Select(r => r.CallId));
        Assert.Null(third.Continuation);
        Assert.Equal([late, .. calls], (await alice.Client.Records.ReadAsync()).Records.Select(r => r.CallId));
    }

    [Spec("CALL-131", Aspect = "time", Requires = Kept)]
    public async Task A_time_range_has_its_first_moment_and_not_its_last()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        List<string> calls = [];
        for (int i = 0; i < 3; i++)
        {
            calls.Add(await RejectedAsync(alice, bob));
            await Stage.PassAsync(100);
        }

        var started = (await alice.Client.Records.ReadAsync()).Records.ToDictionary(r => r.CallId, r => r.StartedAt);
        await ReadAsync(calls[1..], from: started[calls[1]], until: null);
        await ReadAsync(calls[..1], from: null, until: started[calls[1]]);
        await ReadAsync(calls[1..2], from: started[calls[1]], until: started[calls[2]]);
        await ReadAsync([], from: started[calls[2]] + TimeSpan.FromSeconds(1), until: null);

        async Task ReadAsync(IEnumerable<string> expected, DateTimeOffset? from, DateTimeOffset? until) => Assert.Equal(
            expected.Reverse(), (await bob.Client.Records.ReadAsync(new() { From = from, Until = until })).Records.Select(r => r.CallId));
    }

    [Spec("CALL-131", Aspect = "limits", Requires = Kept)]
    public async Task A_query_outside_the_limits_is_refused()
    {
        var alice = await AliceAsync();
        var now = Fixture.Clock.Time.GetUtcNow();
        CallRecordQuery[] wrong =
        [
            new() { PageSize = 0 }, new() { PageSize = -1 }, new() { PageSize = CallRecordQuery.MaxPageSize + 1 }, new() { From = now, Until = now },
            new() { Continuation = "no such page" },
        ];
        foreach (var query in wrong)
        {
            await FailsAsync(CallErrorCode.InvalidArgument, () => alice.Client.Records.ReadAsync(query).AsTask());
        }

        Assert.Empty((await alice.Client.Records.ReadAsync(new() { PageSize = CallRecordQuery.MaxPageSize })).Records);
    }

    private async Task<string> RejectedAsync(Person caller, Person callee)
    {
        var pair = await RingAsync(caller, callee, CallMedia.Audio);
        await pair.In.RejectAsync();
        await CompletesAsync(caller.Log(pair.Out), callee.Log(pair.In));
        await UntilAsync(caller, records => records.Any(r => r.CallId == pair.Out.CallId));
        return pair.Out.CallId;
    }

    private async Task UnansweredAsync(Person caller, Person callee, params string[] expected)
    {
        await ReadsAsync(callee, expected);
        var record = (await UntilAsync(caller, records => records.Count > 0))[0];
        Assert.Equal(expected.Single(e => e.StartsWith($"{caller.Name}>", StringComparison.Ordinal)), Word(record));
        Assert.Equal((null, TimeSpan.Zero), (record.AnsweredAt, record.Duration));
        Assert.True(record.StartedAt <= record.EndedAt, $"{record}");
    }

    private async Task<CallRecord> BothReadAsync(Person caller, Person callee, string expected)
    {
        var (one, other) = ((await ReadsAsync(caller, expected))[0], (await ReadsAsync(callee, expected))[0]);
        Assert.Equal(
            (one.CallId, one.StartedAt, one.AnsweredAt, one.EndedAt, one.Duration),
            (other.CallId, other.StartedAt, other.AnsweredAt, other.EndedAt, other.Duration));
        return one;
    }

    /// <summary>States all records of a user, newest first.</summary>
    private async Task<IReadOnlyList<CallRecord>> ReadsAsync(Person person, params string[] expected)
    {
        var records = await UntilAsync(person, found => found.Select(Word).SequenceEqual(expected));
        Assert.Equal(expected, records.Select(Word));
        return records;
    }

    /// <summary>A record may come a moment after the end that it tells of.</summary>
    private async Task<IReadOnlyList<CallRecord>> UntilAsync(Person person, Func<IReadOnlyList<CallRecord>, bool> condition)
    {
        for (int attempt = 0; ; attempt++)
        {
            var records = (await person.Client.Records.ReadAsync()).Records;
            if (condition(records) || attempt == 50)
            {
                return records;
            }

            await Stage.PassAsync(50);
        }
    }

    private string Word(CallRecord record)
    {
        var invitations = record.Invitations.Select(i => $"{Stage.NameOf(i.UserId)}:{i.Outcome}");
        string by = record.EndedBy is null ? "" : $" by {Stage.NameOf(record.EndedBy)}";
        return $"{Stage.NameOf(record.Caller)}>{string.Join(',', invitations)} {record.Media}{by}";
    }
}
