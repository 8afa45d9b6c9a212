using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] Where a camera looks.</summary>
[EmulatorDefined("[M]")]
public enum CameraFacing
{
    Unknown = 0,
    External = 1,
    Front = 2,
    Back = 3,
    Panoramic = 4,
    LeftFront = 5,
    RightFront = 6,
}
