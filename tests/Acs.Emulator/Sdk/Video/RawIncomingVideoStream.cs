namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that come as frames.</summary>
public sealed class RawIncomingVideoStream : IncomingVideoStream
{
    internal RawIncomingVideoStream()
    {
    }

    public event EventHandler<RawVideoFrameReceivedEventArgs>? RawVideoFrameReceived;

    public override VideoStreamKind Kind => VideoStreamKind.RawIncoming;

    public void Start() => throw new NotImplementedException();

    public void Stop() => throw new NotImplementedException();
}
