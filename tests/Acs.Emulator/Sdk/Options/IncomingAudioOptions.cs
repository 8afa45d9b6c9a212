namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[U,D] How sound is to come.</summary>
public sealed class IncomingAudioOptions
{
    public bool IsMuted { get; set; }

    public IncomingAudioStream? Stream { get; set; }
}
