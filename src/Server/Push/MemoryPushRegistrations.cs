namespace Calling.Server.Push;

/// <summary>Keeps registrations while the process runs: the latest <see cref="MaxPerUser"/> of each user.</summary>
public sealed class MemoryPushRegistrations : IPushRegistrations
{
    /// <summary>Registrations of one user; a further one takes the place of the oldest.</summary>
    public const int MaxPerUser = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<PushRegistration>> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Service, string Token), PushRegistration> _addresses = [];

    /// <inheritdoc/>
    public ValueTask SetAsync(PushRegistration registration, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(registration);
        lock (_lock)
        {
            // A phone that changed hands must not ring for who had it before.
            if (_addresses.TryGetValue(AddressOf(registration), out var former))
            {
                Remove(former);
            }

            Forget(registration.UserId, registration.DeviceId);
            if (!_users.TryGetValue(registration.UserId, out var own))
            {
                _users[registration.UserId] = own = [];
            }

            if (own.Count == MaxPerUser)
            {
                Remove(own[^1]);
            }

            own.Insert(0, registration);
            _addresses[AddressOf(registration)] = registration;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(string userId, string deviceId, CancellationToken ct)
    {
        lock (_lock)
        {
            Forget(userId, deviceId);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PushRegistration>> ReadAsync(string userId, CancellationToken ct)
    {
        lock (_lock)
        {
            return new(_users.TryGetValue(userId, out var own) ? [.. own] : []);
        }
    }

    private static (string Service, string Token) AddressOf(PushRegistration registration) => (registration.Service, registration.Token);

    private void Forget(string userId, string deviceId)
    {
        if (_users.GetValueOrDefault(userId)?.Find(r => r.DeviceId == deviceId) is { } known)
        {
            Remove(known);
        }
    }

    private void Remove(PushRegistration registration)
    {
        _addresses.Remove(AddressOf(registration));
        var own = _users[registration.UserId];
        own.Remove(registration);
        if (own.Count == 0)
        {
            _users.Remove(registration.UserId);
        }
    }
}
