using System.Collections.Concurrent;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.Engines;

/// <summary>What each device's peer connections have sent, by their own statistics: below the provider.</summary>
internal sealed class SentPackets : IWireHook
{
    private readonly ConcurrentDictionary<CallParty, ConcurrentBag<CountingConnection>> _connections = new();

    public void Add(CallParty device, CountingConnection connection) => _connections.GetOrAdd(device, _ => []).Add(connection);

    public async ValueTask<long> SentAsync(CallParty device, MediaKind kind)
    {
        long packets = 0;
        foreach (var connection in _connections.GetValueOrDefault(device, []))
        {
            packets += await connection.SentAsync(kind);
        }

        return packets;
    }
}
