using Calling.Acs.Emulator;
using Calling.Providers;

namespace Calling.Conformance.AcsNative;

/// <summary>The way that media takes between a device and the vendor.</summary>
internal sealed class EmulatedPaths(Func<CallParty, EmulatedDevice> device) : IMediaHook
{
    public IDisposable Cut(CallParty party)
    {
        device(party).MediaDown();
        return new Restoration(device(party).MediaUp);
    }
}
