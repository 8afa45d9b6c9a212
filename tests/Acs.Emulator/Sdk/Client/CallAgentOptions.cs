namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C 1.7] How an agent is set up.</summary>
public sealed class CallAgentOptions : CommonCallAgentOptions
{
    public string? DisplayName { get; set; }

    public EmergencyCallOptions? EmergencyCallOptions { get; set; }

    public TimeSpan PushNotificationTtl { get; set; }
}
