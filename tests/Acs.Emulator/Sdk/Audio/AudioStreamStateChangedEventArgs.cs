namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] A stream is in another state.</summary>
public sealed class AudioStreamStateChangedEventArgs
{
    internal AudioStreamStateChangedEventArgs(CallAudioStream stream, string message) =>
        (Stream, Message) = (stream, message);

    public CallAudioStream Stream { get; }

    public string Message { get; }
}
