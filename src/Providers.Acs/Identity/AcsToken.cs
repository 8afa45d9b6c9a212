namespace Calling.Providers.Acs;

/// <summary>An access token of the vendor.</summary>
/// <param name="Token">Opaque: its format is not promised.</param>
/// <param name="ExpiresOn">Until when it holds.</param>
public sealed record AcsToken(string Token, DateTimeOffset ExpiresOn)
{
    /// <summary>When it runs out, never the token.</summary>
    public override string ToString() => $"token until {ExpiresOn:u}";
}
