namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Calls that came and went.</summary>
public sealed class CallsUpdatedEventArgs
{
    internal CallsUpdatedEventArgs(IReadOnlyList<CommunicationCall> addedCalls, IReadOnlyList<CommunicationCall> removedCalls) =>
        (AddedCalls, RemovedCalls) = (addedCalls, removedCalls);

    public IReadOnlyList<CommunicationCall> AddedCalls { get; }

    public IReadOnlyList<CommunicationCall> RemovedCalls { get; }
}
