namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C 1.7] Where the caller is.</summary>
public sealed class EmergencyCallOptions
{
    public string? CountryCode { get; set; }
}
