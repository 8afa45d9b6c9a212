namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A stream is in another state.</summary>
public sealed class VideoStreamStateChangedEventArgs
{
    internal VideoStreamStateChangedEventArgs(CallVideoStream stream, string message) =>
        (Stream, Message) = (stream, message);

    public CallVideoStream Stream { get; }

    public string Message { get; }
}
