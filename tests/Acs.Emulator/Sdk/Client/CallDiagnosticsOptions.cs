namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What the app says of itself.</summary>
public sealed class CallDiagnosticsOptions
{
    public string? AppName { get; set; }

    public string? AppVersion { get; set; }

    public IReadOnlyList<string> Tags { get; set; } = [];
}
