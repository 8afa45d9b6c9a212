namespace Calling.Providers.Acs;

/// <summary>Keeps identities in memory: for tests, for a few fixed users, and for a backend that may make new identities when it starts.</summary>
public sealed class MemoryAcsDirectory : IAcsIdentityStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal);

    /// <summary>Keeps a user's identity, unless the user has one already.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="acsId">The vendor's id.</param>
    /// <returns>The id that the user has now.</returns>
    /// <exception cref="ArgumentException">The id is another user's.</exception>
    public string Add(string userId, string acsId)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentException.ThrowIfNullOrEmpty(acsId);
        lock (_lock)
        {
            if (_ids.TryGetValue(userId, out var present))
            {
                return present;
            }

            if (!_users.TryAdd(acsId, userId))
            {
                throw new ArgumentException($"{acsId} is the identity of '{_users[acsId]}'.", nameof(acsId));
            }

            _ids.Add(userId, acsId);
            return acsId;
        }
    }

    /// <inheritdoc />
    public ValueTask<string> AddAsync(string userId, string acsId, CancellationToken ct) => ValueTask.FromResult(Add(userId, acsId));

    /// <inheritdoc />
    public ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_ids.GetValueOrDefault(userId));
        }
    }

    /// <inheritdoc />
    public ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_users.GetValueOrDefault(acsId));
        }
    }
}
