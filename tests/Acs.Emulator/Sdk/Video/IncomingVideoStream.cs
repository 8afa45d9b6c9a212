namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures from a participant.</summary>
public abstract class IncomingVideoStream : CallVideoStream
{
    private readonly RemoteParticipant _participant;

    private protected IncomingVideoStream(RemoteParticipant participant, VideoStreamSourceKind source) =>
        (_participant, SourceKind) = (participant, source);

    public override StreamDirection Direction => StreamDirection.Incoming;

    public override VideoStreamSourceKind SourceKind { get; }

    /// <summary>Runs among the events of the call.</summary>
    internal void Move(VideoStreamState state)
    {
        State = state;
        _participant.Tell(this);
    }

    private protected void PostMove(VideoStreamState state) => _participant.Events.Post(() =>
    {
        if (State != VideoStreamState.NotAvailable)
        {
            Move(state);
        }
    });
}
