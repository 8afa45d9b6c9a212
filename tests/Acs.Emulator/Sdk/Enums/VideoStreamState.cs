using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Names [C].</summary>
[EmulatorDefined("numbers [M]")]
public enum VideoStreamState
{
    Available = 0,
    Started = 1,
    Stopping = 2,
    Stopped = 3,
    NotAvailable = 4,
}
