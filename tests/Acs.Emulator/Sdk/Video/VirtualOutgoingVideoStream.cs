namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Frames in place of a camera.</summary>
public sealed class VirtualOutgoingVideoStream : RawOutgoingVideoStream
{
    public VirtualOutgoingVideoStream(RawOutgoingVideoStreamOptions options)
        : base(options)
    {
    }

    public override VideoStreamKind Kind => VideoStreamKind.VirtualOutgoing;
}
