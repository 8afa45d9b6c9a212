namespace Calling.Server.Authentication;

/// <summary>Who asks over HTTP: one of them.</summary>
/// <param name="User">A user, with a device's token.</param>
/// <param name="BackendKey">The application's backend, and the API key that signed its token.</param>
internal sealed record Asker(SignedIn? User, string? BackendKey)
{
    /// <summary>Users ask about themselves, the backend about anybody.</summary>
    public bool MayAskAbout(string userId) => BackendKey is not null || User?.UserId == userId;
}
