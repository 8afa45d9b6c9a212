using Refit;

namespace Calling.Rest;

/// <summary>The identity service of Azure Communication Services, version 2023-10-01. For the application's backend, which alone holds the access key.</summary>
/// <remarks>
/// Any thread. Requests are signed with the key of <see cref="AcsIdentityApiOptions"/>. What goes wrong is a <see cref="CallException"/> with the vendor's code in
/// <see cref="CallException.ProviderCode"/>; the codes are those of <see cref="ICallingServerApi"/>.
/// </remarks>
public interface IAcsIdentityApi
{
    /// <summary>Makes an identity, and a token if scopes are asked for.</summary>
    /// <param name="request">Which.</param>
    /// <param name="ct">Gives up; it may have been made.</param>
    [Post("/identities?api-version=2023-10-01")]
    Task<AcsIdentity> CreateAsync([Body] AcsIdentityRequest request, CancellationToken ct = default);

    /// <summary>Issues a token for an identity.</summary>
    /// <param name="id">The identity, <c>8:acs:…</c>.</param>
    /// <param name="request">Which.</param>
    /// <param name="ct">Gives up.</param>
    [Post("/identities/{id}/:issueAccessToken?api-version=2023-10-01")]
    Task<AcsAccessToken> IssueTokenAsync(string id, [Body] AcsTokenRequest request, CancellationToken ct = default);

    /// <summary>Makes all tokens of an identity worthless; the vendor takes up to 15 min.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="ct">Gives up.</param>
    [Post("/identities/{id}/:revokeAccessTokens?api-version=2023-10-01")]
    Task RevokeTokensAsync(string id, CancellationToken ct = default);

    /// <summary>Deletes an identity, and its tokens with it.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="ct">Gives up.</param>
    [Delete("/identities/{id}?api-version=2023-10-01")]
    Task DeleteAsync(string id, CancellationToken ct = default);
}
