namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Who calls.</summary>
public sealed class CallerDetails
{
    internal CallerDetails(string displayName, CallIdentifier identifier) =>
        (DisplayName, Identifier) = (displayName, identifier);

    public string DisplayName { get; }

    public CallIdentifier Identifier { get; }
}
