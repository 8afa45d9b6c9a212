namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] What is shown from the start.</summary>
public sealed class OutgoingVideoOptions
{
    public IReadOnlyList<OutgoingVideoStream> Streams { get; set; } = [];
}
