using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Asks our server who users are at a media vendor (docs/protocol.md, section 10). Any thread.</summary>
/// <remarks>Everything that is thrown is a <see cref="CallException"/>: <c>AuthenticationFailed</c>, <c>RateLimited</c>, <c>Unreachable</c> naming the
/// address, or <c>ProviderFailed</c> with the vendor's code, else the HTTP status.</remarks>
public sealed class VendorIdentitiesClient : IDisposable
{
    private readonly SignalingLineOptions _options;
    private readonly string _vendor;
    private readonly RestClient _rest;

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="options">Where the server is, and how patiently to wait for it.</param>
    /// <param name="vendor">The vendor's name on the server, such as <c>acs</c>.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="handler">Sends the requests; disposed with this. A usual one if null.</param>
    public VendorIdentitiesClient(SignalingLineOptions options, string vendor, TimeProvider time, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(vendor);
        (_options, _vendor, _rest) = (options, vendor, new(options, "vendor identities", time, handler));
    }

    /// <summary>Gets a vendor's token for the bearer of a token of ours.</summary>
    /// <param name="token">Our server's token.</param>
    /// <param name="ct">Gives up.</param>
    public ValueTask<VendorToken> GetTokenAsync(string token, CancellationToken ct = default) =>
        _rest.SendAsync(HttpMethod.Post, Address("/token", null), token, static body => WireCodec.DecodeBody<VendorToken>(body), ct);

    /// <summary>Finds a user's id at the vendor.</summary>
    /// <param name="token">Our server's token.</param>
    /// <param name="userId">The user.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null if the user has none.</returns>
    public async ValueTask<string?> FindVendorIdAsync(string token, string userId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return (await FindAsync(token, $"user={Uri.EscapeDataString(userId)}", ct).ConfigureAwait(false))?.VendorId;
    }

    /// <summary>Finds the user of a vendor's id.</summary>
    /// <param name="token">Our server's token.</param>
    /// <param name="vendorId">The id.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null if it is nobody's.</returns>
    public async ValueTask<string?> FindUserIdAsync(string token, string vendorId, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(vendorId);
        return (await FindAsync(token, $"id={Uri.EscapeDataString(vendorId)}", ct).ConfigureAwait(false))?.UserId;
    }

    /// <inheritdoc />
    public void Dispose() => _rest.Dispose();

    private async ValueTask<VendorIdentity?> FindAsync(string token, string query, CancellationToken ct)
    {
        var found = await _rest.SendAsync(HttpMethod.Get, Address("", query), token, static body => WireCodec.DecodeBody<VendorIdentityList>(body), ct)
            .ConfigureAwait(false);
        return found.Identities.Count > 0 ? found.Identities[0] : null;
    }

    private Uri Address(string path, string? query) =>
        new UriBuilder(_options.Http($"{WireProtocol.IdentitiesPath}/{_vendor}{path}")) { Query = query ?? "" }.Uri;
}
