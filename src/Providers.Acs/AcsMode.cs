namespace Calling.Providers.Acs;

/// <summary>Who rings.</summary>
public enum AcsMode
{
    /// <summary>The vendor's service rings and carries the media. No server of ours is needed; what its SDK cannot say is not declared.</summary>
    Native,

    /// <summary>Our signalling server rings, the vendor carries the media: every rule holds as with the self-hosted provider.</summary>
    Paired,
}
