using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Connected, Ringing and Disconnected [C], the rest [M].</summary>
[EmulatorDefined("numbers [M]")]
public enum CallState
{
    None = 0,
    EarlyMedia = 1,
    Connecting = 3,
    Ringing = 4,
    Connected = 5,
    LocalHold = 6,
    Disconnecting = 7,
    Disconnected = 8,
    InLobby = 9,
    RemoteHold = 10,
}
