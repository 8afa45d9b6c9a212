using System.Collections.Concurrent;
using Calling.Providers;

namespace Calling.Conformance.Engines;

/// <summary>A TCP relay between each device and the server: where the network of one device is cut, stalled or lost.</summary>
/// <remarks>Media does not pass here: of a killed device only the signalling is gone.</remarks>
internal sealed class Relays(Uri server) : INetworkHook, IAsyncDisposable
{
    private readonly ConcurrentDictionary<CallParty, Lazy<Relay>> _relays = new();

    public Uri AddressFor(CallParty device) => new UriBuilder(server) { Port = Of(device).Port }.Uri;

    public IDisposable Cut(CallParty device) => Of(device).During(RelayState.Cut);

    public IDisposable Stall(CallParty device) => Of(device).During(RelayState.Stalled);

    public IDisposable Drop(CallParty device) => Of(device).During(RelayState.Dropping);

    public void Kill(CallParty device) => _ = Of(device).During(RelayState.Cut);

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in _relays.Values)
        {
            await relay.Value.DisposeAsync();
        }
    }

    private Relay Of(CallParty device) => _relays.GetOrAdd(device, _ => new(() => new Relay(server.Port))).Value;
}
