using System.Collections.Concurrent;

namespace Calling.Server.Limits;

/// <summary>A rate limit for each of many; who has been quiet is forgotten, so that strangers cannot fill the memory.</summary>
internal sealed class BucketTable<TKey>(RateLimit limit, TimeProvider time)
    where TKey : notnull
{
    private const int SweepAbove = 1_024;

    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = new();
    private readonly Lock _sweeping = new();
    private long _swept = time.GetTimestamp();

    public int Count => _buckets.Count;

    public bool TryTake(TKey key)
    {
        Sweep();
        return _buckets.GetOrAdd(key, static (_, state) => new TokenBucket(state.limit, state.time), (limit, time)).TryTake();
    }

    public void Return(TKey key)
    {
        if (_buckets.TryGetValue(key, out var bucket))
        {
            bucket.Return();
        }
    }

    private void Sweep()
    {
        if (_buckets.Count < SweepAbove || time.GetElapsedTime(Volatile.Read(ref _swept)) < TimeSpan.FromSeconds(1) || !_sweeping.TryEnter())
        {
            return;
        }

        try
        {
            Volatile.Write(ref _swept, time.GetTimestamp());
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.IsFull)
                {
                    _buckets.TryRemove(key, out _);
                }
            }
        }
        finally
        {
            _sweeping.Exit();
        }
    }
}
