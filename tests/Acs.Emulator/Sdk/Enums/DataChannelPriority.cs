using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] What goes first; the numbers [M].</summary>
[EmulatorDefined("numbers [M]")]
public enum DataChannelPriority
{
    Normal = 0,
    High = 1,
}
