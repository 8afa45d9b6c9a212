namespace Calling.Rest;

/// <summary>A token for a device.</summary>
/// <param name="Token">The token.</param>
/// <param name="ExpiresAt">Until when it is good, by the server's clock.</param>
public sealed record IssuedToken(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"a token until {ExpiresAt:u}";
}
