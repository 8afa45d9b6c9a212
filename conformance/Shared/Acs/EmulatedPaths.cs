using Calling.Acs.Emulator;
using Calling.Providers;

namespace Calling.Conformance.Shared;

/// <summary>The way that media takes between a device and the vendor.</summary>
internal sealed class EmulatedPaths(Func<CallParty, EmulatedDevice> device) : IMediaHook, IQualityHook
{
    public IDisposable Cut(CallParty party)
    {
        device(party).MediaDown();
        return new Restoration(device(party).MediaUp);
    }

    public IDisposable Impair(CallParty party)
    {
        device(party).Impair(losesEach: 3, delay: TimeSpan.FromMilliseconds(50));
        return new Restoration(() => device(party).Impair(losesEach: 0));
    }
}
