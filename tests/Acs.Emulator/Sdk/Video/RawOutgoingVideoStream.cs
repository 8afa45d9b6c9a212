namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures that the app makes.</summary>
public abstract class RawOutgoingVideoStream : OutgoingVideoStream
{
    private protected RawOutgoingVideoStream(RawOutgoingVideoStreamOptions options) => throw new NotImplementedException();

    public event EventHandler<VideoStreamFormatChangedEventArgs>? FormatChanged;

    public VideoStreamFormat? Format => throw new NotImplementedException();

    public long TimestampInTicks => throw new NotImplementedException();

    /// <summary>Only after the stream has started [D].</summary>
    public Task SendRawVideoFrameAsync(RawVideoFrame frame) => throw new NotImplementedException();
}
