using Calling.Acs.Emulator;
using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance.AcsPaired;

/// <summary>The machines that the devices of a test are to the emulated vendor, which counts what leaves them.</summary>
internal sealed class VendorMachines(EmulatedCloud cloud) : IWireHook
{
    public EmulatedDevice Of(CallParty device) => cloud.Device($"{device.UserId}/{device.DeviceId}");

    public ValueTask<long> SentAsync(CallParty device, MediaKind kind) =>
        ValueTask.FromResult(kind == MediaKind.Audio ? Of(device).SoundSent : Of(device).PicturesSent);
}
