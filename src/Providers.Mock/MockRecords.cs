using System.Globalization;

namespace Calling.Providers.Mock;

/// <summary>The records of a world: one per call, read by its own users alone (rules CALL-130, CALL-131).</summary>
internal sealed class MockRecords
{
    private readonly Lock _gate = new();
    private readonly List<CallRecord> _records = [];

    public void Add(CallRecord record)
    {
        lock (_gate)
        {
            _records.Add(record);
        }
    }

    /// <exception cref="CallException">InvalidArgument: a continuation that is none.</exception>
    public CallRecordPage Read(string userId, CallRecordQuery query)
    {
        var after = query.Continuation is { } text ? Parse(text) : (Place?)null;
        List<CallRecord> found;
        lock (_gate)
        {
            found = [.. _records
                .Where(r => r.Caller == userId || r.Invitations.Any(i => i.UserId == userId))
                .Where(r => (query.From is null || r.StartedAt >= query.From) && (query.Until is null || r.StartedAt < query.Until))
                .Where(r => after is not { } place || place.IsBefore(r))
                .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.CallId, StringComparer.Ordinal)
                .Take(query.PageSize + 1)];
        }

        if (found.Count <= query.PageSize)
        {
            return new(found, null);
        }

        found.RemoveAt(query.PageSize);
        var last = found[^1];
        return new(found, string.Create(CultureInfo.InvariantCulture, $"{last.StartedAt.UtcTicks}/{last.CallId}"));
    }

    private static Place Parse(string continuation)
    {
        int slash = continuation.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && long.TryParse(continuation.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            ? new(ticks, continuation[(slash + 1)..])
            : throw new CallException(CallErrorCode.InvalidArgument, $"'{continuation}' is no continuation of a page of records.")
            {
                ProviderCode = "mock.records",
            };
    }

    /// <summary>The last record of the page before; records that come later do not move it.</summary>
    private readonly record struct Place(long Ticks, string CallId)
    {
        public bool IsBefore(CallRecord record) => record.StartedAt.UtcTicks is var ticks
            && (ticks < Ticks || (ticks == Ticks && string.CompareOrdinal(record.CallId, CallId) < 0));
    }
}
