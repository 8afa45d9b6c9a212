namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that the SDK shows.</summary>
public sealed class RemoteIncomingVideoStream : IncomingVideoStream
{
    internal RemoteIncomingVideoStream(RemoteParticipant participant, VideoStreamSourceKind source)
        : base(participant, source)
    {
    }

    public override VideoStreamKind Kind => VideoStreamKind.RemoteIncoming;

    public Task<Uri> StartPreviewAsync()
    {
        PostMove(VideoStreamState.Started);
        return Task.FromResult(new Uri($"video://remote/{Id}"));
    }

    public Task StopPreviewAsync()
    {
        PostMove(VideoStreamState.Stopped);
        return Task.CompletedTask;
    }
}
