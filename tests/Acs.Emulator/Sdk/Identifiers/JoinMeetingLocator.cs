using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] What can be joined.</summary>
[EmulatorDefined("[M]")]
public abstract class JoinMeetingLocator
{
    private protected JoinMeetingLocator()
    {
    }
}
