using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Names [C].</summary>
[EmulatorDefined("numbers [M]")]
public enum VideoStreamKind
{
    RemoteIncoming = 1,
    RawIncoming = 2,
    LocalOutgoing = 3,
    VirtualOutgoing = 4,
    ScreenShareOutgoing = 5,
}
