namespace Calling.Rest;

/// <summary>An identity that was made.</summary>
/// <param name="Identity">It.</param>
/// <param name="AccessToken">Its first token, if one was asked for.</param>
public sealed record AcsIdentity(AcsIdentityReference Identity, AcsAccessToken? AccessToken = null);
