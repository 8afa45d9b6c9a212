using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] How a channel sends, and to whom.</summary>
[EmulatorDefined("that the numbers are int, and what they are if not set")]
public sealed class DataChannelSenderOptions
{
    /// <summary>1 to 65535; 0 lets the SDK choose.</summary>
    public int ChannelId { get; set; }

    public int BitrateInKbps { get; set; }

    public DataChannelPriority Priority { get; set; }

    public DataChannelReliability Reliability { get; set; }

    /// <summary>At most 64; nobody means everybody.</summary>
    public IReadOnlyList<CallIdentifier> Participants { get; set; } = [];
}
