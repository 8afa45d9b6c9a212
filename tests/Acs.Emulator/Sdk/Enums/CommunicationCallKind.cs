using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] Which sort of call.</summary>
[EmulatorDefined("[M]")]
public enum CommunicationCallKind
{
    Call = 0,
    TeamsCall = 1,
}
