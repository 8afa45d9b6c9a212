using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[P] Microphones or speakers that came and went.</summary>
[EmulatorDefined("[P]")]
public sealed class AudioDevicesUpdatedEventArgs
{
    internal AudioDevicesUpdatedEventArgs(IReadOnlyList<AudioDeviceDetails> addedAudioDevices, IReadOnlyList<AudioDeviceDetails> removedAudioDevices) =>
        (AddedAudioDevices, RemovedAudioDevices) = (addedAudioDevices, removedAudioDevices);

    public IReadOnlyList<AudioDeviceDetails> AddedAudioDevices { get; }

    public IReadOnlyList<AudioDeviceDetails> RemovedAudioDevices { get; }
}
