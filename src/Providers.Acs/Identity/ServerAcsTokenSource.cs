using Calling.Signaling.Client;

namespace Calling.Providers.Acs;

/// <summary>Our signalling server issues the vendor's tokens to whoever is signed in there: the credential's token is our server's.</summary>
public sealed class ServerAcsTokenSource : IAcsTokenSource, IDisposable
{
    private readonly VendorIdentitiesClient _client;

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="options">Where the server is, and how patiently to wait for it.</param>
    /// <param name="time">The only clock; the system's if null.</param>
    /// <param name="handler">Sends the requests; disposed with this. A usual one if null.</param>
    public ServerAcsTokenSource(SignalingLineOptions options, TimeProvider? time = null, HttpMessageHandler? handler = null) =>
        _client = new(options, AcsVendorIdentities.VendorName, time ?? TimeProvider.System, handler);

    /// <inheritdoc />
    public async ValueTask<AcsToken> GetTokenAsync(CallCredential credential, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var token = await _client.GetTokenAsync(credential.Token, ct).ConfigureAwait(false);
        return new AcsToken(token.Token, token.ExpiresOn);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
