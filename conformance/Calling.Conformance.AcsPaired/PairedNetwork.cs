using Calling.Conformance.Shared;
using Calling.Providers;

namespace Calling.Conformance.AcsPaired;

/// <summary>What happens to a device's way to our server; a device that is killed is gone for the vendor, too.</summary>
internal sealed class PairedNetwork(Relays relays, VendorMachines machines) : INetworkHook, IAsyncDisposable
{
    public Uri AddressFor(CallParty device) => relays.AddressFor(device);

    public IDisposable Cut(CallParty device) => relays.Cut(device);

    public IDisposable Stall(CallParty device) => relays.Stall(device);

    public IDisposable Drop(CallParty device) => relays.Drop(device);

    public void Kill(CallParty device)
    {
        relays.Kill(device);
        machines.Of(device).Kill();
    }

    public ValueTask DisposeAsync() => relays.DisposeAsync();
}
