using Calling.Signaling;

namespace Calling.Providers.Acs;

/// <summary>What our signalling server asks about the vendor <c>acs</c>: register it there as <see cref="IVendorIdentities"/>.</summary>
/// <param name="client">The vendor's identity service.</param>
/// <param name="store">Keeps who has which identity. Where the users' calls outlive a restart of the backend, let it be a lasting one.</param>
public sealed class AcsVendorIdentities(AcsIdentityClient client, IAcsIdentityStore store) : IVendorIdentities
{
    /// <summary>The vendor's name on the server.</summary>
    public const string VendorName = "acs";

    /// <inheritdoc />
    public string Vendor => VendorName;

    /// <inheritdoc />
    public async ValueTask<VendorToken> IssueAsync(string userId, CancellationToken ct)
    {
        var id = await store.FindAcsIdAsync(userId, ct).ConfigureAwait(false);
        if (id is null)
        {
            var (made, first) = await client.CreateWithTokenAsync(ct: ct).ConfigureAwait(false);
            id = await store.AddAsync(userId, made, ct).ConfigureAwait(false);
            if (id == made)
            {
                return Told(id, first);
            }

            // Another of the user's devices was faster.
            await ForgetAsync(made, ct).ConfigureAwait(false);
        }

        return Told(id, await client.IssueTokenAsync(id, ct: ct).ConfigureAwait(false));
    }

    /// <inheritdoc />
    public ValueTask<string?> FindVendorIdAsync(string userId, CancellationToken ct) => store.FindAcsIdAsync(userId, ct);

    /// <inheritdoc />
    public ValueTask<string?> FindUserIdAsync(string vendorId, CancellationToken ct) => store.FindUserIdAsync(vendorId, ct);

    /// <summary>An identity that nobody has costs nothing: the user gets the token all the same if it stays.</summary>
    private async Task ForgetAsync(string id, CancellationToken ct)
    {
        try
        {
            await client.DeleteAsync(id, ct).ConfigureAwait(false);
        }
        catch (CallException)
        {
            // It stays.
        }
    }

    private static VendorToken Told(string id, AcsToken token) => new(id, token.Token, token.ExpiresOn);
}
