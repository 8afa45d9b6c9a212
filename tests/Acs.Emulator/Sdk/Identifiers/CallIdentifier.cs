namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D,U] Whom a call is with; RawId [C].</summary>
public abstract class CallIdentifier
{
    private protected CallIdentifier(string rawId)
    {
        ArgumentException.ThrowIfNullOrEmpty(rawId);
        RawId = rawId;
    }

    public string RawId { get; }
}
