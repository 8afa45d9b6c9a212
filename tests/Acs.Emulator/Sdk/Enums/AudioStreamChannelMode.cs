using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] Channels.</summary>
[EmulatorDefined("numbers [M]")]
public enum AudioStreamChannelMode
{
    Mono = 0,
    Stereo = 1,
}
