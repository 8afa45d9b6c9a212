using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Rgba [C], the rest [M].</summary>
[EmulatorDefined("numbers [M]")]
public enum VideoStreamPixelFormat
{
    Bgrx = 0,
    Bgr24 = 1,
    Rgbx = 2,
    Rgba = 3,
    Nv12 = 4,
    I420 = 5,
}
