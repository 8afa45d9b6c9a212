using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U] Cameras that came and went.</summary>
[EmulatorDefined("[U]")]
public sealed class VideoDevicesUpdatedEventArgs
{
    internal VideoDevicesUpdatedEventArgs(IReadOnlyList<VideoDeviceDetails> addedVideoDevices, IReadOnlyList<VideoDeviceDetails> removedVideoDevices) =>
        (AddedVideoDevices, RemovedVideoDevices) = (addedVideoDevices, removedVideoDevices);

    public IReadOnlyList<VideoDeviceDetails> AddedVideoDevices { get; }

    public IReadOnlyList<VideoDeviceDetails> RemovedVideoDevices { get; }
}
