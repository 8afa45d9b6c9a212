using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Cameras and Microphones [C], the rest [P,U].</summary>
public sealed class DeviceManager
{
    [EmulatorDefined("[U]")]
    public event EventHandler<VideoDevicesUpdatedEventArgs>? CamerasUpdated;

    [EmulatorDefined("[P]")]
    public event EventHandler<AudioDevicesUpdatedEventArgs>? MicrophonesUpdated;

    [EmulatorDefined("[P]")]
    public event EventHandler<AudioDevicesUpdatedEventArgs>? SpeakersUpdated;

    public IReadOnlyList<VideoDeviceDetails> Cameras => throw new NotImplementedException();

    public IReadOnlyList<AudioDeviceDetails> Microphones => throw new NotImplementedException();

    [EmulatorDefined("[P]")]
    public IReadOnlyList<AudioDeviceDetails> Speakers => throw new NotImplementedException();

    /// <summary>[P] Whether it can be set [?].</summary>
    [EmulatorDefined("that it can be set [?]")]
    public AudioDeviceDetails? Microphone { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }

    /// <summary>[P] Whether it can be set [?].</summary>
    [EmulatorDefined("that it can be set [?]")]
    public AudioDeviceDetails? Speaker { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
}
