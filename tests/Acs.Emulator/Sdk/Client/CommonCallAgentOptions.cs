using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What both sorts of agents share.</summary>
[EmulatorDefined("[M]")]
public abstract class CommonCallAgentOptions
{
    private protected CommonCallAgentOptions()
    {
    }

    public bool DisableInternalPushForIncomingCall { get; set; }
}
