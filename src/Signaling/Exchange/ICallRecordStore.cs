namespace Calling.Signaling;

/// <summary>Keeps the records of calls that are over (section 14).</summary>
public interface ICallRecordStore
{
    /// <summary>Keeps one; called once for each call, within the arbiter's decision: returns at once and never throws. What writes
    /// elsewhere queues, and sees to its own retries.</summary>
    /// <param name="record">The record.</param>
    void Append(CallRecord record);

    /// <summary>Reads one page of a user's records, newest start first (rule CALL-131).</summary>
    /// <param name="userId">Who took part, as caller or as invited.</param>
    /// <param name="query">Which; its page size was checked.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>InvalidArgument</c>: a continuation that this store has not given.</exception>
    ValueTask<CallRecordPage> ReadAsync(string userId, CallRecordQuery query, CancellationToken ct);
}
