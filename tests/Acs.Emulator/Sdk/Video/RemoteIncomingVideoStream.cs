namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that the SDK shows.</summary>
public sealed class RemoteIncomingVideoStream : IncomingVideoStream
{
    internal RemoteIncomingVideoStream()
    {
    }

    public override VideoStreamKind Kind => VideoStreamKind.RemoteIncoming;

    public Task<Uri> StartPreviewAsync() => throw new NotImplementedException();

    public Task StopPreviewAsync() => throw new NotImplementedException();
}
