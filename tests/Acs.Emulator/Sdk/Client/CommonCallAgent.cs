using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What both sorts of agents share.</summary>
[EmulatorDefined("[M]")]
public abstract class CommonCallAgent
{
    private protected CommonCallAgent()
    {
    }

    public abstract CommunicationCallKind Kind { get; }
}
