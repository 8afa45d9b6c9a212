using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] This end of a channel.</summary>
public sealed class DataChannelSender
{
    private readonly LegData _data;

    internal DataChannelSender(LegData data, int channelId, IReadOnlyList<CallIdentifier> participants) =>
        (_data, ChannelId, Participants) = (data, channelId, participants);

    public int ChannelId { get; }

    public int MaxMessageSizeInBytes => LegData.MaxMessage;

    internal IReadOnlyList<CallIdentifier> Participants { get; private set; }

    internal bool Closed { get; private set; }

    /// <summary>How many messages have left.</summary>
    internal long Sent { get; set; }

    /// <summary>Not guaranteed to arrive.</summary>
    public void SendMessage(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data.Locked(() => _data.Send(this, [.. data]));
    }

    public void SetParticipants(IReadOnlyList<CallIdentifier> participants) => _data.Locked(() => Participants = LegData.Checked(participants));

    [EmulatorDefined("[M]; that it closes its receivers")]
    public void CloseSender() => _data.Locked(() =>
    {
        Closed = true;
        _data.Close(this);
    });
}
