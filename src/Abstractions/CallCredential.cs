namespace Calling;

/// <summary>Who signs in, and what proves it.</summary>
public sealed class CallCredential
{
    private readonly Dictionary<string, CallCredential> _ofProviders = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<CancellationToken, ValueTask<string>>? _getToken;

    private CallCredential(string userId, string token, string? deviceId, Func<CancellationToken, ValueTask<string>>? getToken = null)
        => (UserId, Token, DeviceId, _getToken) = (userId, token, deviceId, getToken);

    private CallCredential(CallCredential other)
        : this(other.UserId, other.Token, other.DeviceId, other._getToken)
        => _ofProviders = new(other._ofProviders, StringComparer.OrdinalIgnoreCase);

    /// <summary>The user.</summary>
    public string UserId { get; }

    /// <summary>The provider's token; empty until Core has asked the callback for the first one.</summary>
    public string Token { get; private init; }

    /// <summary>Whether a new token can be had when this one runs out (rule CALL-004).</summary>
    public bool CanRenew => _getToken is not null;

    /// <summary>The device's lasting id, where the app keeps one; the token's wins, and otherwise one is made for each sign-in.</summary>
    public string? DeviceId { get; private init; }

    /// <summary>A user with a token that the app's backend issued.</summary>
    /// <param name="userId">The user; the provider checks it against the token (rule CALL-008).</param>
    /// <param name="token">The provider's token.</param>
    /// <param name="deviceId">The device's lasting id, if the app keeps one.</param>
    public static CallCredential FromToken(string userId, string token, string? deviceId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(token);
        return new CallCredential(userId, token, deviceId);
    }

    /// <summary>A user whose tokens are fetched when needed: at sign-in, and again before each one runs out (rule CALL-004).</summary>
    /// <param name="userId">The user; the provider checks it against the token (rule CALL-008).</param>
    /// <param name="getToken">Asks the app's backend; any thread. If it fails at sign-in, the sign-in fails with <c>AuthenticationFailed</c>; later it
    /// is asked again until the token has run out.</param>
    /// <param name="deviceId">The device's lasting id, if the app keeps one.</param>
    public static CallCredential FromCallback(string userId, Func<CancellationToken, ValueTask<string>> getToken, string? deviceId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentNullException.ThrowIfNull(getToken);
        return new CallCredential(userId, "", deviceId, getToken);
    }

    /// <summary>Asks for a token: the callback's, or the only one there is.</summary>
    internal async ValueTask<CallCredential> FetchAsync(CancellationToken ct)
        => _getToken is null ? this : new CallCredential(this) { Token = await _getToken(ct).ConfigureAwait(false) };

    /// <summary>The same user with a credential of its own for one provider: for apps that may run on several, and for fail-over.</summary>
    /// <param name="provider">The provider's name, as <c>Calling:Provider</c> says it; letter case does not matter.</param>
    /// <param name="credential">What signs the user in there.</param>
    /// <returns>A copy; this one stays as it is.</returns>
    /// <exception cref="ArgumentException">It is another user's.</exception>
    public CallCredential With(string provider, CallCredential credential)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentNullException.ThrowIfNull(credential);
        if (credential.UserId != UserId)
        {
            throw new ArgumentException($"The credential is of '{credential.UserId}', not of '{UserId}'.", nameof(credential));
        }

        var copy = new CallCredential(this);
        copy._ofProviders[provider] = credential;
        return copy;
    }

    /// <summary>What signs the user in at a provider: the credential of that name, or this one.</summary>
    /// <param name="provider">The provider's name.</param>
    public CallCredential For(string provider) => _ofProviders.GetValueOrDefault(provider, this);

    /// <summary>The same user and tokens on the device of an id.</summary>
    /// <param name="deviceId">The device's id.</param>
    /// <returns>A copy; this one stays as it is.</returns>
    public CallCredential WithDevice(string deviceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(deviceId);
        return new CallCredential(this) { DeviceId = deviceId };
    }

    /// <summary>The user, never the token.</summary>
    public override string ToString() => UserId;
}
