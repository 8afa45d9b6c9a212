using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D,U] What both sorts of calls share.</summary>
public abstract class CommonCommunicationCall
{
    private protected CommonCommunicationCall()
    {
    }

    [EmulatorDefined("[M]")]
    public abstract CommunicationCallKind Kind { get; }
}
