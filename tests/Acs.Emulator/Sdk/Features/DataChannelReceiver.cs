using System.Collections.Concurrent;
using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] What one sender sends in one channel.</summary>
public sealed class DataChannelReceiver
{
    private readonly ConcurrentQueue<DataChannelMessage> _messages = [];
    private readonly EventQueue _events;

    internal DataChannelReceiver(int channelId, CallIdentifier sender, EventQueue events) =>
        (ChannelId, SenderIdentifier, _events) = (channelId, sender, events);

    public event EventHandler<PropertyChangedEventArgs>? MessageReceived;

    /// <summary>Nothing has come for two minutes, or nothing more will.</summary>
    public event EventHandler<PropertyChangedEventArgs>? Closed;

    public int ChannelId { get; }

    public CallIdentifier SenderIdentifier { get; }

    [EmulatorDefined("that it is null if there is none [M]")]
    public DataChannelMessage? ReceiveMessage() => _messages.TryDequeue(out var message) ? message : null;

    internal void Receive(DataChannelMessage message) => _events.Post(() =>
    {
        _messages.Enqueue(message);
        MessageReceived?.Invoke(this, new PropertyChangedEventArgs());
    });

    internal void Close() => _events.Post(() => Closed?.Invoke(this, new PropertyChangedEventArgs()));
}
