using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] How much sound a buffer holds.</summary>
[EmulatorDefined("numbers [M]")]
public enum AudioStreamBufferDuration
{
    Ms10 = 0,
    Ms20 = 1,
}
