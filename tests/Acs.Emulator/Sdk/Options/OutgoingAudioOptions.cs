namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C 1.7] What is heard from the start.</summary>
public sealed class OutgoingAudioOptions
{
    public bool IsMuted { get; set; }

    public OutgoingAudioStream? Stream { get; set; }
}
