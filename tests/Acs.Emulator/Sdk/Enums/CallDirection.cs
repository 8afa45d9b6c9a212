using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] Who began.</summary>
[EmulatorDefined("[M]")]
public enum CallDirection
{
    Outgoing = 1,
    Incoming = 2,
}
