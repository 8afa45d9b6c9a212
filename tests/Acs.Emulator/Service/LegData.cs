using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

/// <summary>The data channels of one device in a call: they take the way of the media. Used under the cloud's lock.</summary>
[EmulatorDefined("messages reach the other users' devices only, held calls too")]
[EmulatorDefined("more than the documented bitrate is E_INVALIDARG")]
internal sealed class LegData(Leg leg)
{
    public const int MaxMessage = 32 * 1024;

    private const int MaxChannel = 65_535;
    private const int MaxParticipants = 64;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly Dictionary<DataChannelSender, (DataChannelReceiver Receiver, ITimer Silence)> _receivers = [];
    private readonly List<DataChannelSender> _senders = [];

    public DataChannelCallFeature Feature { get; } = new(leg);

    public DataChannelSender Open(DataChannelSenderOptions options)
    {
        leg.RequireActive();
        int most = (options.Reliability, options.Priority) switch
        {
            (DataChannelReliability.Durable, _) => 64,
            (_, DataChannelPriority.High) => 200,
            _ => 512,
        };
        if (options.ChannelId is < 0 or > MaxChannel || options.BitrateInKbps < 0 || options.BitrateInKbps > most)
        {
            throw Errors.Invalid($"A channel is 1 to {MaxChannel}, or 0, and has at most {most} kbit/s.");
        }

        int id = options.ChannelId > 0 ? options.ChannelId : Enumerable.Range(1, MaxChannel).First(free => _senders.TrueForAll(one => one.ChannelId != free));
        var sender = new DataChannelSender(this, id, Checked(options.Participants));
        _senders.Add(sender);
        return sender;
    }

    public void Send(DataChannelSender sender, byte[] data)
    {
        leg.RequireActive();
        if (sender.Closed)
        {
            throw Errors.Of(Errors.DataChannelClosed, "The sender is closed.");
        }

        if (data.Length > MaxMessage)
        {
            throw Errors.Invalid($"A message has at most {MaxMessage} bytes.");
        }

        var message = new DataChannelMessage(++sender.Sent, data);
        foreach (var other in leg.Call.Legs.Where(one => one.Connected && one.Agent.Identity != leg.Agent.Identity).ToList())
        {
            if (sender.Participants.Count == 0 || sender.Participants.Any(one => one.RawId == other.Agent.Identity))
            {
                leg.Agent.Device.Carry(other.Agent.Device, sender, () => other.Data.Receive(sender, leg, message));
            }
        }
    }

    /// <summary>Nothing more comes from this sender.</summary>
    public void Close(DataChannelSender sender)
    {
        foreach (var other in leg.Call.Legs)
        {
            other.Data.Drop(sender);
        }
    }

    public void Stop()
    {
        _senders.ForEach(Close);
        foreach (var sender in _receivers.Keys.ToList())
        {
            Drop(sender);
        }
    }

    public void Locked(Action work)
    {
        lock (leg.Call.Cloud.Gate)
        {
            work();
        }
    }

    public static IReadOnlyList<CallIdentifier> Checked(IReadOnlyList<CallIdentifier> participants) => participants.Count <= MaxParticipants
        ? [.. participants]
        : throw Errors.Invalid($"A channel names at most {MaxParticipants} participants.");

    private void Receive(DataChannelSender sender, Leg from, DataChannelMessage message)
    {
        if (leg.Ended)
        {
            return;
        }

        if (!_receivers.TryGetValue(sender, out var one))
        {
            var receiver = new DataChannelReceiver(sender.ChannelId, new UserCallIdentifier(from.Agent.Identity), Feature.Events);
            one = (receiver, leg.Call.Cloud.Time.CreateTimer(_ => Locked(() => Drop(sender)), null, Silence, Timeout.InfiniteTimeSpan));
            _receivers[sender] = one;
            Feature.Tell(receiver);
        }

        one.Silence.Change(Silence, Timeout.InfiniteTimeSpan);
        one.Receiver.Receive(message);
    }

    private void Drop(DataChannelSender sender)
    {
        if (_receivers.Remove(sender, out var one))
        {
            one.Silence.Dispose();
            one.Receiver.Close();
        }
    }
}
