using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What both sorts of incoming calls share.</summary>
[EmulatorDefined("[M]")]
public abstract class CommonIncomingCall
{
    private protected CommonIncomingCall()
    {
    }

    public abstract CommunicationCallKind Kind { get; }
}
