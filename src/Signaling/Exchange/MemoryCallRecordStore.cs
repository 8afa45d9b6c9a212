namespace Calling.Signaling;

/// <summary>Keeps records in this process, bounded in number and age. A restart forgets them.</summary>
/// <remarks>Any thread.</remarks>
public sealed class MemoryCallRecordStore : ICallRecordStore
{
    private readonly TimeProvider _time;
    private readonly CallRecordRetention _retention;
    private readonly Lock _lock = new();

    /// <summary>In the order of ending, the oldest first.</summary>
    private readonly Queue<(RecordCursor At, CallRecord Record)> _all = new();

    /// <summary>In the order of starting.</summary>
    private readonly Dictionary<string, SortedList> _byUser = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>Creates an empty one.</summary>
    /// <param name="time">The only clock.</param>
    /// <param name="retention">How much is kept; defaults if null.</param>
    public MemoryCallRecordStore(TimeProvider time, CallRecordRetention? retention = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _retention) = (time, retention ?? new());
    }

    /// <summary>Records that are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <inheritdoc />
    public void Append(CallRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_lock)
        {
            var at = new RecordCursor(record.StartedAt.UtcTicks, ++_sequence);
            _all.Enqueue((at, record));
            foreach (string user in UsersOf(record))
            {
                if (!_byUser.TryGetValue(user, out var list))
                {
                    _byUser[user] = list = new();
                }

                list.Add(at, record);
            }

            Forget();
        }
    }

    /// <inheritdoc />
    public ValueTask<CallRecordPage> ReadAsync(string userId, CallRecordQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(userId);
        ArgumentNullException.ThrowIfNull(query);
        var after = query.Continuation is { } continuation ? RecordCursor.Parse(continuation) : new(long.MaxValue, long.MaxValue);
        var until = query.Until is { } end ? new RecordCursor(end.UtcTicks, 0) : after;
        var before = until.CompareTo(after) < 0 ? until : after;
        lock (_lock)
        {
            Forget();
            if (!_byUser.TryGetValue(userId, out var list))
            {
                return ValueTask.FromResult(new CallRecordPage([], null));
            }

            var found = new List<CallRecord>();
            RecordCursor last = default;
            for (int i = list.IndexOf(before) - 1; i >= 0; i--)
            {
                var (at, record) = list[i];
                if (query.From is { } from && record.StartedAt < from)
                {
                    break;
                }

                if (found.Count == query.PageSize)
                {
                    return ValueTask.FromResult(new CallRecordPage(found, last.ToString()));
                }

                found.Add(record);
                last = at;
            }

            return ValueTask.FromResult(new CallRecordPage(found, null));
        }
    }

    private void Forget()
    {
        var now = _time.GetUtcNow();
        while (_all.TryPeek(out var oldest) && (_all.Count > _retention.MaxRecords || now - oldest.Record.EndedAt > _retention.MaxAge))
        {
            _all.Dequeue();
            foreach (string user in UsersOf(oldest.Record))
            {
                var list = _byUser[user];
                list.Remove(oldest.At);
                if (list.Count == 0)
                {
                    _byUser.Remove(user);
                }
            }
        }
    }

    private static IEnumerable<string> UsersOf(CallRecord record) => record.Invitations.Select(i => i.UserId).Append(record.Caller).Concat(record.Joined).Distinct();

    /// <summary>One user's records, sorted. Almost every record goes to the end and leaves from the beginning.</summary>
    private sealed class SortedList
    {
        private readonly List<(RecordCursor At, CallRecord Record)> _items = [];

        public int Count => _items.Count;

        public (RecordCursor At, CallRecord Record) this[int index] => _items[index];

        public void Add(RecordCursor at, CallRecord record) => _items.Insert(IndexOf(at), (at, record));

        public void Remove(RecordCursor at) => _items.RemoveAt(IndexOf(at));

        /// <summary>How many are before a place.</summary>
        public int IndexOf(RecordCursor place)
        {
            var (low, high) = (0, _items.Count);
            while (low < high)
            {
                int middle = (low + high) / 2;
                (low, high) = _items[middle].At.CompareTo(place) < 0 ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
