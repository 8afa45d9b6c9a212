namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] One user on one device. It tells neither who it is nor whether it is connected.</summary>
public sealed class CallAgent : CommonCallAgent, IDisposable
{
    public event EventHandler<IncomingCallReceivedEventArgs>? IncomingCallReceived;

    public event EventHandler<CallsUpdatedEventArgs>? CallsUpdated;

    public IReadOnlyList<CommunicationCall> Calls => throw new NotImplementedException();

    public override CommunicationCallKind Kind => CommunicationCallKind.Call;

    public Task<CommunicationCall> StartCallAsync(IEnumerable<CallIdentifier> participants, StartCallOptions options) => throw new NotImplementedException();

    public Task<CommunicationCall> JoinAsync(JoinMeetingLocator locator, JoinCallOptions options) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
