using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What a stream shows.</summary>
[EmulatorDefined("[M]")]
public enum VideoStreamSourceKind
{
    Video = 1,
    ScreenSharing = 2,
}
