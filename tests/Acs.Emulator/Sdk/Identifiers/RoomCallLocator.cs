using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A room; the emulator has none.</summary>
public sealed class RoomCallLocator : JoinMeetingLocator
{
    public RoomCallLocator(string roomId) => RoomId = roomId;

    [EmulatorDefined("[M]")]
    public string RoomId { get; }
}
