using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Name [C]; Id and CameraFacing [M].</summary>
[EmulatorDefined("Id, CameraFacing [M]")]
public sealed class VideoDeviceDetails
{
    internal VideoDeviceDetails(string id, string name, CameraFacing cameraFacing) =>
        (Id, Name, CameraFacing) = (id, name, cameraFacing);

    public string Id { get; }

    public string Name { get; }

    public CameraFacing CameraFacing { get; }
}
