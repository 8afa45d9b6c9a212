using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Names [U,3P].</summary>
[EmulatorDefined("numbers [M]")]
public enum AudioStreamState
{
    Started = 0,
    Stopped = 1,
}
