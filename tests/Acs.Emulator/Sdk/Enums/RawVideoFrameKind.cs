using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Names [C]. The emulator carries buffers only.</summary>
[EmulatorDefined("numbers [M]")]
public enum RawVideoFrameKind
{
    Buffer = 0,
    Texture = 1,
}
