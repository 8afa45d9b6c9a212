namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Participants that came and went.</summary>
public sealed class ParticipantsUpdatedEventArgs
{
    internal ParticipantsUpdatedEventArgs(IReadOnlyList<RemoteParticipant> addedParticipants, IReadOnlyList<RemoteParticipant> removedParticipants) =>
        (AddedParticipants, RemovedParticipants) = (addedParticipants, removedParticipants);

    public IReadOnlyList<RemoteParticipant> AddedParticipants { get; }

    public IReadOnlyList<RemoteParticipant> RemovedParticipants { get; }
}
