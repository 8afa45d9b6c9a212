namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What calls begin with.</summary>
public abstract class CallOptions
{
    private protected CallOptions()
    {
    }

    public IncomingVideoOptions? IncomingVideoOptions { get; set; }

    public OutgoingVideoOptions? OutgoingVideoOptions { get; set; }

    public IncomingAudioOptions? IncomingAudioOptions { get; set; }

    public OutgoingAudioOptions? OutgoingAudioOptions { get; set; }
}
