using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] Whether what was lost is sent again; the numbers [M].</summary>
[EmulatorDefined("numbers [M]; that both get lost alike here")]
public enum DataChannelReliability
{
    Lossy = 0,
    Durable = 1,
}
