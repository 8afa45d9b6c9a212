namespace Calling.Providers.Acs;

/// <summary>Issues the vendor's access tokens to users.</summary>
/// <remarks>Any thread. Asked at sign-in, and again before each token runs out (rule CALL-004).</remarks>
public interface IAcsTokenSource
{
    /// <summary>Issues a token for whoever is signed in.</summary>
    /// <param name="credential">The user, with the token that the app signed in with.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException"><c>AuthenticationFailed</c>: this user gets none. <c>Unreachable</c>, <c>RateLimited</c>, <c>ProviderFailed</c>.</exception>
    ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct);
}
