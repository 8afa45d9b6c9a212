namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What a joined call begins with.</summary>
public sealed class JoinCallOptions : CallOptions;
