using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] A message.</summary>
public sealed class DataChannelMessage
{
    internal DataChannelMessage(long sequenceNumber, byte[] data) => (SequenceNumber, Data) = (sequenceNumber, data);

    [EmulatorDefined("that it counts what was sent, from 1")]
    public long SequenceNumber { get; }

    public byte[] Data { get; }
}
