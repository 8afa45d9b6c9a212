using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] Messages of the app's between the ends of a call.</summary>
[EmulatorDefined("only a connected call sends; a sender for a channel that has one is another one")]
[EmulatorDefined("a receiver is created by the first message, and again by the first after it was closed")]
public sealed class DataChannelCallFeature
{
    private readonly Leg _leg;
    private EventHandler<DataChannelReceiverCreatedEventArgs>? _receiverCreated;

    internal DataChannelCallFeature(Leg leg)
    {
        _leg = leg;
        Events = new EventQueue(leg.Agent.Device, held: !leg.Call.Cloud.Settings.EventsBeforeSubscription);
    }

    public event EventHandler<DataChannelReceiverCreatedEventArgs>? ReceiverCreated
    {
        add
        {
            _receiverCreated += value;
            Events.Open();
        }
        remove => _receiverCreated -= value;
    }

    internal EventQueue Events { get; }

    public DataChannelSender GetDataChannelSender(DataChannelSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_leg.Call.Cloud.Gate)
        {
            return _leg.Data.Open(options);
        }
    }

    internal void Tell(DataChannelReceiver receiver) => Events.Post(() => _receiverCreated?.Invoke(this, new(receiver)));
}
