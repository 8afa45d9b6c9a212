namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C 1.4] How pictures are to come.</summary>
public sealed class IncomingVideoOptions
{
    public VideoStreamKind StreamKind { get; set; } = VideoStreamKind.RemoteIncoming;

    public RawVideoFrameKind FrameKind { get; set; } = RawVideoFrameKind.Buffer;
}
