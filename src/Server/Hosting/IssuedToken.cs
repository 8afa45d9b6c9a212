namespace Calling.Server.Hosting;

/// <summary>What it gets.</summary>
/// <param name="Token">Signs the device in.</param>
/// <param name="ExpiresAt">Until when, by the server's clock.</param>
internal sealed record IssuedToken(string Token, DateTimeOffset ExpiresAt);
