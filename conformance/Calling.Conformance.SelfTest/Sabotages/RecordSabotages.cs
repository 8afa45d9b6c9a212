namespace Calling.Conformance.SelfTest.Sabotages;

/// <summary>Section 14.</summary>
internal static class RecordSabotages
{
    public static IReadOnlyList<Sabotage> All { get; } =
    [
        Page("CALL-130", "each call leaves two records", page => page with { Records = [.. page.Records.SelectMany(r => new[] { r, r })] }),
        Page("CALL-130", "a duration counts the ringing", page =>
            page with { Records = [.. page.Records.Select(r => r with { Duration = r.EndedAt - r.StartedAt + TimeSpan.FromMinutes(1) })] }),
        Page("CALL-130", "every call is completed", page => page with
        {
            Records = [.. page.Records.Select(r => r with { Invitations = [.. r.Invitations.Select(i => i with { Outcome = CallOutcome.Completed })] })],
        }),
        Page("CALL-130", "what nobody took leaves a record", page => page.Records.Count > 0 ? page : page with { Records = [Made] }),
        new("CALL-131", "everybody reads the records of whoever came first")
        {
            Records = (device, query) => device.Everybody.First().ReadAsync(query),
        },
        Page("CALL-131", "the oldest comes first", page => page with { Records = [.. page.Records.Reverse()] }),
        new("CALL-131", "every page is the first one") { Records = (device, query) => device.ReadAsync(query with { Continuation = null }) },
    ];

    private static CallRecord Made => new()
    {
        CallId = "made",
        Caller = "alice",
        Invitations = [new("bob", CallOutcome.NoAnswer)],
        Media = CallMedia.Audio,
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch,
    };

    private static Sabotage Page(string rule, string breaks, Func<CallRecordPage, CallRecordPage> bend) =>
        new(rule, breaks) { Records = async (device, query) => bend(await device.ReadAsync(query)) };
}
