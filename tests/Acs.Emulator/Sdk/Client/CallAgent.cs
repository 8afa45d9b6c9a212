using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] One user on one device. It tells neither who it is nor whether it is connected.</summary>
public sealed partial class CallAgent : CommonCallAgent, IDisposable
{
    private readonly EventQueue _events;
    private EventHandler<IncomingCallReceivedEventArgs>? _incomingCallReceived;
    private EventHandler<CallsUpdatedEventArgs>? _callsUpdated;

    public event EventHandler<IncomingCallReceivedEventArgs>? IncomingCallReceived
    {
        add
        {
            _incomingCallReceived += value;
            _events.Open();
        }
        remove => _incomingCallReceived -= value;
    }

    public event EventHandler<CallsUpdatedEventArgs>? CallsUpdated
    {
        add
        {
            _callsUpdated += value;
            _events.Open();
        }
        remove => _callsUpdated -= value;
    }

    public IReadOnlyList<CommunicationCall> Calls
    {
        get
        {
            lock (Cloud.Gate)
            {
                return [.. Legs.Select(leg => leg.Sdk)];
            }
        }
    }

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;

    public Task<CommunicationCall> StartCallAsync(IEnumerable<CallIdentifier> participants, StartCallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(participants);
        return BeginAsync(() => Cloud.Exchange.Start(this, [.. participants], options));
    }

    public Task<CommunicationCall> JoinAsync(JoinMeetingLocator locator, JoinCallOptions? options) =>
        BeginAsync(() => locator is GroupCallLocator group && group.GroupId != Guid.Empty
            ? Cloud.Exchange.Join(this, group.GroupId, options)
            : throw Errors.Invalid("The emulator joins group calls only, and those need a GUID."));

    public void Dispose()
    {
        lock (Cloud.Gate)
        {
            Leave();
        }
    }
}
