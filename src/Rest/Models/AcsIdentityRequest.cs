namespace Calling.Rest;

/// <summary>An identity to be made.</summary>
/// <param name="CreateTokenWithScopes">What its first token may do, such as <c>voip</c>; no token if null.</param>
/// <param name="ExpiresInMinutes">How long that token is good for: 60 to 1,440, which is the default.</param>
public sealed record AcsIdentityRequest(IReadOnlyList<string>? CreateTokenWithScopes = null, int? ExpiresInMinutes = null);
