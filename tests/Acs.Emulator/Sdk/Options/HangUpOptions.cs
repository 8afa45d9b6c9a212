namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] With a capital U.</summary>
public sealed class HangUpOptions
{
    public bool ForEveryone { get; set; }
}
