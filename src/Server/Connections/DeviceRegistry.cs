using System.Diagnostics.CodeAnalysis;
using Calling.Providers;

namespace Calling.Server.Connections;

/// <summary>Which device is connected by which connection; one at a time.</summary>
internal sealed class DeviceRegistry(CallingServerOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<string, DeviceConnection>> _users = new(StringComparer.Ordinal);

    public int UserCount
    {
        get
        {
            lock (_lock)
            {
                return _users.Count;
            }
        }
    }

    public int DeviceCount
    {
        get
        {
            lock (_lock)
            {
                return _users.Values.Sum(devices => devices.Count);
            }
        }
    }

    /// <summary>Puts a connection in its device's place.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sole">The user's other devices are about to be signed out; they do not count.</param>
    /// <param name="former">The one that was there.</param>
    /// <returns>False if the user has too many devices connected.</returns>
    public bool TryAdd(DeviceConnection connection, bool sole, out DeviceConnection? former)
    {
        var (user, device) = connection.Device;
        lock (_lock)
        {
            if (!_users.TryGetValue(user, out var devices))
            {
                _users[user] = devices = new(StringComparer.Ordinal);
            }

            if (!devices.TryGetValue(device, out former) && !sole && devices.Count >= options.MaxConnectionsPerUser)
            {
                return false;
            }

            devices[device] = connection;
            return true;
        }
    }

    /// <summary>Takes a connection out, unless another has its place by now.</summary>
    public void Remove(DeviceConnection connection)
    {
        var (user, device) = connection.Device;
        lock (_lock)
        {
            if (_users.TryGetValue(user, out var devices) && devices.TryGetValue(device, out var current) && current == connection)
            {
                devices.Remove(device);
                if (devices.Count == 0)
                {
                    _users.Remove(user);
                }
            }
        }
    }

    /// <summary>A user's connected devices, and since when each is.</summary>
    public IReadOnlyList<(string DeviceId, DateTimeOffset Since)> Of(string userId)
    {
        lock (_lock)
        {
            return _users.TryGetValue(userId, out var devices) ? [.. devices.Select(d => (d.Key, d.Value.Since))] : [];
        }
    }

    public bool TryGet(CallParty device, [NotNullWhen(true)] out DeviceConnection? connection)
    {
        lock (_lock)
        {
            connection = null;
            return _users.TryGetValue(device.UserId, out var devices) && devices.TryGetValue(device.DeviceId, out connection);
        }
    }
}
