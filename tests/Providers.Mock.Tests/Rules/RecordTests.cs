namespace Calling.Providers.Mock.Tests;

/// <summary>Section 14: what calls leave behind.</summary>
public sealed class RecordTests : RuleTest
{
    [Fact]
    public Task CALL_130_Each_call_leaves_one_record_the_same_for_both() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var began = World.Runtime.Time.GetUtcNow();
        var call = await alice.CallAsync("bob", CallMedia.Video);
        await PassAsync(4);
        await bob.Incoming[0].AcceptAsync();
        await PassAsync(6);
        Assert.Empty((await alice.Client.Records.ReadAsync()).Records);
        await bob.Incoming[0].HangUpAsync();
        await RestAsync();

        var record = Assert.Single((await alice.Client.Records.ReadAsync()).Records);
        Assert.Equal((call.Session.CallId, "alice", CallMedia.Video, "bob"), (record.CallId, record.Caller, record.Media, record.EndedBy));
        Assert.Equal(new CallRecordEntry("bob", CallOutcome.Completed), Assert.Single(record.Invitations));
        Assert.Equal((began, began.AddSeconds(4), began.AddSeconds(10)), (record.StartedAt, record.AnsweredAt!.Value, record.EndedAt));
        Assert.Equal(TimeSpan.FromSeconds(6), record.Duration);
        Assert.Equal(record.CallId, Assert.Single((await bob.Client.Records.ReadAsync()).Records).CallId);
    });

    [Fact]
    public Task CALL_130_Every_way_to_end_has_its_outcome() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        await (await alice.CallAsync("bob")).HangUpAsync();
        await alice.CallAsync("bob");
        await RestAsync();
        await bob.Incoming[^1].RejectAsync();
        await RestAsync();
        await alice.CallAsync("bob");
        await PassAsync(30);
        using (World.Faults.Media.NeverConnect())
        {
            await alice.CallAsync("bob");
            await RestAsync();
            await bob.Incoming[^1].AcceptAsync();
            await PassAsync(20);
        }

        await ConnectAsync(alice, bob);
        World.Faults.Kill("bob");
        await PassAsync(60);

        var records = (await alice.Client.Records.ReadAsync()).Records;
        Assert.Equal(
            ["Completed", "Failed", "NoAnswer", "Rejected by bob", "Cancelled by alice"],
            records.Select(r => $"{Assert.Single(r.Invitations).Outcome}{(r.EndedBy is null ? "" : $" by {r.EndedBy}")}"));
    });

    [Fact]
    public Task CALL_060_130_The_losing_call_of_a_glare_leaves_none() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var held = World.Faults.Hold(MockMatch.Command<CallCommand.PlaceCall>());
        var (fromAlice, _) = (await alice.CallAsync("bob"), await bob.CallAsync("alice"));
        held.Dispose();
        await PassAsync(3);
        await fromAlice.HangUpAsync();
        await RestAsync();

        var record = Assert.Single((await bob.Client.Records.ReadAsync()).Records);
        Assert.Equal((fromAlice.Session.CallId, CallOutcome.Completed), (record.CallId, Assert.Single(record.Invitations).Outcome));
    });

    [Fact]
    public Task CALL_131_Records_come_newest_first_in_pages_to_their_own_user_alone() => InWorldAsync(async () =>
    {
        var (alice, bob, carol) = (await EnterAsync("alice"), await EnterAsync("bob"), await EnterAsync("carol"));
        List<string> placed = [];
        for (int i = 0; i < 5; i++)
        {
            var call = await alice.CallAsync("bob");
            await PassAsync(1);
            await call.HangUpAsync();
            await PassAsync(1);
            placed.Insert(0, call.Session.CallId);
        }

        List<string> read = [];
        string? continuation = null;
        int pages = 0;
        do
        {
            var page = await bob.Client.Records.ReadAsync(new CallRecordQuery { PageSize = 2, Continuation = continuation });
            read.AddRange(page.Records.Select(r => r.CallId));
            continuation = page.Continuation;
            if (++pages == 1)
            {
                // What comes between two pages moves none of them.
                await (await alice.CallAsync("bob")).HangUpAsync();
                await RestAsync();
            }
        }
        while (continuation is not null);

        Assert.Equal(placed, read);
        Assert.Equal(3, pages);
        Assert.Empty((await carol.Client.Records.ReadAsync()).Records);
        var third = (await alice.Client.Records.ReadAsync()).Records.Single(r => r.CallId == placed[2]);
        var range = await alice.Client.Records.ReadAsync(new CallRecordQuery { From = third.StartedAt, Until = third.StartedAt.AddSeconds(2) });
        Assert.Equal(third.CallId, Assert.Single(range.Records).CallId);
        await FailsAsync(CallErrorCode.InvalidArgument, carol.Client.Records.ReadAsync(new CallRecordQuery { Continuation = "x" }).AsTask());
        await FailsAsync(CallErrorCode.InvalidArgument, carol.Client.Records.ReadAsync(new CallRecordQuery { PageSize = 101 }).AsTask());
        using (World.Faults.Cut("carol"))
        {
            await FailsAsync(CallErrorCode.Unreachable, carol.Client.Records.ReadAsync().AsTask());
        }
    });

    [Fact]
    public Task CALL_131_142_Without_the_capability_there_are_none() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", vendor: Without(CallCapabilities.Records));
        Assert.Equal(CallCapabilities.Records, (await FailsAsync(CallErrorCode.NotSupported, alice.Client.Records.ReadAsync().AsTask())).Capability);
    });
}
