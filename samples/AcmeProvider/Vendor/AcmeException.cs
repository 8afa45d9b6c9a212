namespace AcmeVendor;

/// <summary>A request has no answer.</summary>
public sealed class AcmeException(string message, bool wasSent) : Exception(message)
{
    /// <summary>Whether the service may have got it.</summary>
    public bool WasSent { get; } = wasSent;
}
