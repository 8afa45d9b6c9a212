namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What an accepted call begins with.</summary>
public sealed class AcceptCallOptions : CallOptions;
