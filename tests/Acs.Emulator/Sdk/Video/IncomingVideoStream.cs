namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Pictures from a participant.</summary>
public abstract class IncomingVideoStream : CallVideoStream
{
    private protected IncomingVideoStream()
    {
    }

    public override StreamDirection Direction => StreamDirection.Incoming;
}
