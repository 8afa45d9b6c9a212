using AcmeVendor;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.Acme;

/// <summary>What the vendor's rooms have got of each user, whatever the provider believes to have sent.</summary>
internal sealed class BilledPackets(AcmeService service) : IWireHook
{
    public ValueTask<long> SentAsync(CallParty device, MediaKind kind) => new(service.Sent(device.UserId, kind == MediaKind.Video));
}
