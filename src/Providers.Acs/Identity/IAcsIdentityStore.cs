namespace Calling.Providers.Acs;

/// <summary>A directory that identities are added to: where the application's backend keeps which identity it made for whom.</summary>
public interface IAcsIdentityStore : IAcsDirectory
{
    /// <summary>Keeps a user's identity, unless the user has one already: the first of two at once wins.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="acsId">The vendor's id.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The id that the user has now.</returns>
    ValueTask<string> AddAsync(string userId, string acsId, CancellationToken ct);
}
