namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What an outgoing call begins with.</summary>
public sealed class StartCallOptions : CallOptions
{
    public PhoneNumberCallIdentifier? AlternateCallerId { get; set; }
}
