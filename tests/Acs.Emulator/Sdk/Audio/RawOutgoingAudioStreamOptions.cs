namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[3P] How the stream is made.</summary>
public sealed class RawOutgoingAudioStreamOptions
{
    public RawOutgoingAudioStreamProperties Properties { get; set; } = new();
}
