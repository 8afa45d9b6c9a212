namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The user's token, and how to renew it. Throws if the token is malformed [D].</summary>
public sealed class CallTokenCredential
{
    public CallTokenCredential(string token) => throw new NotImplementedException();

    public CallTokenCredential(string token, CallTokenRefreshOptions refreshOptions) => throw new NotImplementedException();
}
