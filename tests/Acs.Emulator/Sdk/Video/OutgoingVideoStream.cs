namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures from here.</summary>
public abstract class OutgoingVideoStream : CallVideoStream
{
    private protected OutgoingVideoStream()
    {
    }

    public event EventHandler<VideoStreamStateChangedEventArgs>? StateChanged;

    public override StreamDirection Direction => StreamDirection.Outgoing;
}
