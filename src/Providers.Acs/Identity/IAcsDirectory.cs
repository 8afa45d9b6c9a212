namespace Calling.Providers.Acs;

/// <summary>Knows which of the vendor's ids (<c>8:acs:…</c>) belongs to which user: the vendor makes ids by itself and takes none of the app's.</summary>
/// <remarks>Any thread. Asked for every call, so an implementation over a network should remember answers.</remarks>
public interface IAcsDirectory
{
    /// <summary>The vendor's id of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The id, or null if there is no such user.</returns>
    /// <exception cref="CallException"><c>Unreachable</c>, <c>AuthenticationFailed</c>, <c>ProviderFailed</c>.</exception>
    ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct);

    /// <summary>The user whom one of the vendor's ids belongs to.</summary>
    /// <param name="acsId">The vendor's id.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The user, or null if the id is nobody's.</returns>
    /// <exception cref="CallException"><c>Unreachable</c>, <c>AuthenticationFailed</c>, <c>ProviderFailed</c>.</exception>
    ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct);
}
