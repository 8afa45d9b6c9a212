using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] Which sort of sound stream.</summary>
[EmulatorDefined("[M]")]
public enum AudioStreamKind
{
    RemoteIncoming = 1,
    RawIncoming = 2,
    LocalOutgoing = 3,
    VirtualOutgoing = 4,
}
