using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[M] How far a remote participant is.</summary>
[EmulatorDefined("[M]")]
public enum ParticipantState
{
    Idle = 0,
    EarlyMedia = 1,
    Connecting = 2,
    Connected = 3,
    Hold = 4,
    InLobby = 5,
    Disconnected = 6,
    Ringing = 7,
}
