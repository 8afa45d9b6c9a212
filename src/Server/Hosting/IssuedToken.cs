namespace Calling.Server.Hosting;

/// <summary>What it gets.</summary>
/// <param name="Token">Signs the device in.</param>
/// <param name="ExpiresAt">Until when, by the server's clock.</param>
internal sealed record IssuedToken(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"a token until {ExpiresAt:u}";
}
