using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] How samples are written.</summary>
[EmulatorDefined("numbers [M]")]
public enum AudioStreamFormat
{
    Pcm16Bit = 0,
}
