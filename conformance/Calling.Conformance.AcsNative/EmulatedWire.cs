using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.AcsNative;

/// <summary>What has left a device, as the emulated SDK counts it.</summary>
internal sealed class EmulatedWire(Func<CallParty, EmulatedDevice> device) : IWireHook
{
    public ValueTask<long> SentAsync(CallParty party, MediaKind kind) =>
        ValueTask.FromResult(kind == MediaKind.Audio ? device(party).SoundSent : device(party).PicturesSent);
}
