using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Cameras and Microphones [C], the rest [P,U].</summary>
public sealed class DeviceManager
{
    private readonly EmulatedDevice _device;
    private readonly EventQueue _events;

    internal DeviceManager(EmulatedDevice device)
    {
        (_device, _events) = (device, new EventQueue(device));
        Microphone = Microphones is [var microphone, ..] ? microphone : null;
        Speaker = Speakers is [var speaker, ..] ? speaker : null;
    }

    [EmulatorDefined("[U]")]
    public event EventHandler<VideoDevicesUpdatedEventArgs>? CamerasUpdated;

    [EmulatorDefined("[P]")]
    public event EventHandler<AudioDevicesUpdatedEventArgs>? MicrophonesUpdated;

    [EmulatorDefined("[P]")]
    public event EventHandler<AudioDevicesUpdatedEventArgs>? SpeakersUpdated;

    public IReadOnlyList<VideoDeviceDetails> Cameras => _device.Hardware.Cameras;

    public IReadOnlyList<AudioDeviceDetails> Microphones => _device.Hardware.Microphones;

    [EmulatorDefined("[P]")]
    public IReadOnlyList<AudioDeviceDetails> Speakers => _device.Hardware.Speakers;

    /// <summary>[P] Whether it can be set [?].</summary>
    [EmulatorDefined("that it can be set [?]")]
    public AudioDeviceDetails? Microphone { get; set; }

    /// <summary>[P] Whether it can be set [?].</summary>
    [EmulatorDefined("that it can be set [?]")]
    public AudioDeviceDetails? Speaker { get; set; }

    internal void TellCameras(IReadOnlyList<VideoDeviceDetails> added, IReadOnlyList<VideoDeviceDetails> removed) =>
        _events.Post(() => CamerasUpdated?.Invoke(this, new VideoDevicesUpdatedEventArgs(added, removed)));

    internal void TellMicrophones(IReadOnlyList<AudioDeviceDetails> added, IReadOnlyList<AudioDeviceDetails> removed) =>
        _events.Post(() => MicrophonesUpdated?.Invoke(this, new AudioDevicesUpdatedEventArgs(added, removed)));

    internal void TellSpeakers(IReadOnlyList<AudioDeviceDetails> added, IReadOnlyList<AudioDeviceDetails> removed) =>
        _events.Post(() => SpeakersUpdated?.Invoke(this, new AudioDevicesUpdatedEventArgs(added, removed)));
}
