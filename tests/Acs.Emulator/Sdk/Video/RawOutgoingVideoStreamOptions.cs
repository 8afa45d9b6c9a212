namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] The formats that the app can deliver.</summary>
public sealed class RawOutgoingVideoStreamOptions
{
    public IReadOnlyList<VideoStreamFormat> Formats { get; set; } = [];
}
