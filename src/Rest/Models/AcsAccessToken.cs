namespace Calling.Rest;

/// <summary>A token of an identity.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresOn">Until when it is good, by the vendor's clock.</param>
public sealed record AcsAccessToken(string Token, DateTimeOffset ExpiresOn)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"a token until {ExpiresOn:u}";
}
