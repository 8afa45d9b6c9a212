namespace Calling.Providers.Acs;

/// <summary>The identity service's messages.</summary>
internal static class AcsIdentityMessages
{
    /// <summary>May place calls.</summary>
    public static readonly string[] Voip = ["voip"];

    public sealed record CreateRequest(string[] CreateTokenWithScopes, int? ExpiresInMinutes);

    public sealed record CreateAnswer(CreatedIdentity Identity, AccessToken? AccessToken = null);

    public sealed record CreatedIdentity(string Id);

    public sealed record TokenRequest(string[] Scopes, int? ExpiresInMinutes);

    public sealed record AccessToken(string Token, DateTimeOffset ExpiresOn);

    public sealed record ErrorAnswer(ErrorBody Error);

    public sealed record ErrorBody(string Code, string? Message = null);
}
