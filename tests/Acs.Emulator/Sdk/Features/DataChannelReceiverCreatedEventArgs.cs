namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] Somebody's channel has come up.</summary>
public sealed class DataChannelReceiverCreatedEventArgs
{
    internal DataChannelReceiverCreatedEventArgs(DataChannelReceiver receiver) => Receiver = receiver;

    public DataChannelReceiver Receiver { get; }
}
