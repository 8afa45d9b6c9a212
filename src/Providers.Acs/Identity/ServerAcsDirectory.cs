using System.Collections.Concurrent;
using Calling.Signaling.Client;

namespace Calling.Providers.Acs;

/// <summary>The directory of our signalling server. An identity is a user's for good, so what was found is remembered.</summary>
public sealed class ServerAcsDirectory : IAcsDirectory, IDisposable
{
    private const int Remembered = 10_000;

    private readonly VendorIdentitiesClient _client;
    private readonly Func<CancellationToken, ValueTask<string>> _token;
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal);

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="options">Where the server is, and how patiently to wait for it.</param>
    /// <param name="token">Gives our server's token of the signed-in user.</param>
    /// <param name="time">The only clock; the system's if null.</param>
    /// <param name="handler">Sends the requests; disposed with this. A usual one if null.</param>
    public ServerAcsDirectory(
        SignalingLineOptions options, Func<CancellationToken, ValueTask<string>> token, TimeProvider? time = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        (_client, _token) = (new(options, AcsVendorIdentities.VendorName, time ?? TimeProvider.System, handler), token);
    }

    /// <inheritdoc />
    public ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct) =>
        FindAsync(_ids, userId, (token, key) => _client.FindVendorIdAsync(token, key, ct), ct);

    /// <inheritdoc />
    public ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct) =>
        FindAsync(_users, acsId, (token, key) => _client.FindUserIdAsync(token, key, ct), ct);

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async ValueTask<string?> FindAsync(
        ConcurrentDictionary<string, string> known, string key, Func<string, string, ValueTask<string?>> ask, CancellationToken ct)
    {
        if (known.TryGetValue(key, out var remembered))
        {
            return remembered;
        }

        var found = await ask(await _token(ct).ConfigureAwait(false), key).ConfigureAwait(false);
        if (found is not null)
        {
            if (known.Count >= Remembered)
            {
                known.Clear();
            }

            known[key] = found;
        }

        return found;
    }
}
