namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The handler assigns the new token before it returns: there is no deferral [?].</summary>
public sealed class CallTokenRefreshRequestedEventArgs
{
    internal CallTokenRefreshRequestedEventArgs()
    {
    }

    public CallToken? CallToken { get; set; }
}
