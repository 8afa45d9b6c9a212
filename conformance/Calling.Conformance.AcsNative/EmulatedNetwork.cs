using Calling.Acs.Emulator;
using Calling.Conformance.Shared;
using Calling.Providers;

namespace Calling.Conformance.AcsNative;

/// <summary>The network between a device and the vendor.</summary>
internal sealed class EmulatedNetwork(Func<CallParty, EmulatedDevice> device) : INetworkHook
{
    public IDisposable Cut(CallParty party) => Down(party);

    public IDisposable Stall(CallParty party) => Down(party);

    public IDisposable Drop(CallParty party) => Down(party);

    public void Kill(CallParty party) => device(party).Kill();

    private Restoration Down(CallParty party)
    {
        device(party).NetworkDown();
        return new(device(party).NetworkUp);
    }
}
