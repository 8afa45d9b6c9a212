namespace Calling.Signaling;

/// <summary>What signs a user in at a media vendor.</summary>
/// <param name="VendorId">The user's id there.</param>
/// <param name="Token">The vendor's token.</param>
/// <param name="ExpiresOn">Until when it is good, by the vendor's clock.</param>
public sealed record VendorToken(string VendorId, string Token, DateTimeOffset ExpiresOn)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"{VendorId} until {ExpiresOn:u}";
}
