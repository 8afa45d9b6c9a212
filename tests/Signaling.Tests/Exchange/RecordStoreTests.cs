using Calling.Tests;

namespace Calling.Signaling.Tests.Exchange;

/// <summary>Records by user and time, newest first, in pages that stay where they are (rule CALL-131).</summary>
public sealed class RecordStoreTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task CALL_131_records_come_newest_first_in_whole_pages_to_those_who_took_part()
    {
        var store = Filled(5);
        var first = await ReadAsync(store, "alice", new() { PageSize = 2 });
        Assert.Equal(["c4", "c3"], first.Ids);
        var second = await ReadAsync(store, "alice", new() { PageSize = 2, Continuation = first.Next });
        Assert.Equal(["c2", "c1"], second.Ids);
        var third = await ReadAsync(store, "alice", new() { PageSize = 2, Continuation = second.Next });
        Assert.Equal(["c0"], third.Ids);
        Assert.Null(third.Next);
        Assert.Null((await ReadAsync(store, "alice", new() { PageSize = 5 })).Next);
        Assert.Equal(5, (await ReadAsync(store, "bob", new())).Ids.Count);
        Assert.Empty((await ReadAsync(store, "carol", new())).Ids);
    }

    [Fact]
    public async Task CALL_131_new_records_between_two_pages_neither_repeat_nor_hide_others()
    {
        var store = Filled(4);
        var first = await ReadAsync(store, "alice", new() { PageSize = 2 });
        Append(store, "new", 10);
        Append(store, "long", -1);
        Assert.Equal(["c1", "c0"], (await ReadAsync(store, "alice", new() { PageSize = 2, Continuation = first.Next })).Ids);
        Assert.Equal(["c1", "c0", "long"], (await ReadAsync(store, "alice", new() { Continuation = first.Next })).Ids);
        Assert.Equal(["new", "c3", "c2", "c1", "c0", "long"], (await ReadAsync(store, "alice", new())).Ids);
    }

    [Fact]
    public async Task CALL_131_calls_that_started_at_the_same_moment_are_told_apart()
    {
        var store = new MemoryCallRecordStore(_time);
        for (int i = 0; i < 5; i++)
        {
            Append(store, $"c{i}", 0);
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await ReadAsync(store, "alice", new() { PageSize = 1, Continuation = next });
            seen.AddRange(page.Ids);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(["c4", "c3", "c2", "c1", "c0"], seen);
    }

    [Theory]
    [InlineData(null, null, "c4 c3 c2 c1 c0")]
    [InlineData(2, null, "c4 c3 c2")]
    [InlineData(null, 2, "c1 c0")]
    [InlineData(1, 3, "c2 c1")]
    [InlineData(3, 3, "")]
    [InlineData(4, 1, "")]
    [InlineData(9, null, "")]
    public async Task CALL_131_from_is_contained_and_until_is_not(int? from, int? until, string expected)
    {
        var store = Filled(5);
        var query = new CallRecordQuery { From = At(from), Until = At(until), PageSize = 1 };
        var seen = new List<string>();
        do
        {
            var page = await ReadAsync(store, "alice", query);
            seen.AddRange(page.Ids);
            query = query with { Continuation = page.Next };
        }
        while (query.Continuation is not null);
        Assert.Equal(expected, string.Join(' ', seen));

        DateTimeOffset? At(int? minutes) => minutes is { } m ? Origin + TimeSpan.FromMinutes(m) : null;
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Af////////8AAAAAAAAAAQ")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("AQ AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task CALL_131_a_continuation_that_is_none_is_refused(string continuation)
    {
        var failure = await Assert.ThrowsAsync<CallException>(() => ReadAsync(Filled(1), "alice", new() { Continuation = continuation }));
        Assert.Equal(CallErrorCode.InvalidArgument, failure.Code);
    }

    [Fact]
    public async Task CALL_131_the_oldest_give_way_by_number()
    {
        var store = new MemoryCallRecordStore(_time, new() { MaxRecords = 3 });
        for (int i = 0; i < 10; i++)
        {
            Append(store, $"c{i}", i);
        }

        Assert.Equal(3, store.Count);
        Assert.Equal(["c9", "c8", "c7"], (await ReadAsync(store, "alice", new())).Ids);
    }

    [Fact]
    public async Task CALL_131_the_oldest_give_way_by_age_and_nothing_of_them_stays()
    {
        var store = new MemoryCallRecordStore(_time, new() { MaxAge = TimeSpan.FromHours(1) });
        Append(store, "c0", 0);
        _time.Advance(TimeSpan.FromHours(1));
        Append(store, "c1", 60);
        Assert.Equal(["c1", "c0"], (await ReadAsync(store, "alice", new())).Ids);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["c1"], (await ReadAsync(store, "alice", new())).Ids);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await ReadAsync(store, "alice", new())).Ids);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void CALL_131_a_store_of_nothing_keeps_nothing()
    {
        var store = new MemoryCallRecordStore(_time, new() { MaxRecords = 0 });
        Append(store, "c0", 0);
        Assert.Equal(0, store.Count);
    }

    private static DateTimeOffset Origin { get; } = new ManualTime().GetUtcNow();

    private MemoryCallRecordStore Filled(int count)
    {
        var store = new MemoryCallRecordStore(_time);
        for (int i = 0; i < count; i++)
        {
            Append(store, $"c{i}", i);
        }

        return store;
    }

    private static void Append(MemoryCallRecordStore store, string id, int minute) => store.Append(new CallRecord
    {
        CallId = id,
        Caller = "alice",
        Invitations = [new("bob", CallOutcome.Completed)],
        Media = CallMedia.Audio,
        StartedAt = Origin + TimeSpan.FromMinutes(minute),
        EndedAt = Origin + TimeSpan.FromMinutes(minute) + TimeSpan.FromSeconds(30),
    });

    private static async Task<(IReadOnlyList<string> Ids, string? Next)> ReadAsync(MemoryCallRecordStore store, string user, CallRecordQuery query)
    {
        var page = await store.ReadAsync(user, query, default);
        return ([.. page.Records.Select(r => r.CallId)], page.Continuation);
    }
}
