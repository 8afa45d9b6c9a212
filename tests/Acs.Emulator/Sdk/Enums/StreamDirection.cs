using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Names [C].</summary>
[EmulatorDefined("numbers [M]")]
public enum StreamDirection
{
    Incoming = 0,
    Outgoing = 1,
}
