using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Calling.Server;

/// <summary>Makes the tokens with which devices sign in; for the application's backend, which alone holds the secret.</summary>
/// <remarks>A JSON Web Token, signed with HS256: <c>iss</c> the API key, <c>sub</c> the user, <c>did</c> the device, <c>aud</c> "calling",
/// <c>nbf</c> and <c>exp</c> in seconds since 1970.</remarks>
public static class CallingTokens
{
    /// <summary>What <c>aud</c> says in a device's token.</summary>
    public const string Audience = "calling";

    /// <summary>What <c>aud</c> says in a token of the application's backend, which asks the server over HTTP (docs/rest.md).</summary>
    public const string BackendAudience = "calling-backend";

    /// <summary>Makes one.</summary>
    /// <param name="apiKey">Names the secret.</param>
    /// <param name="apiSecret">At least 32 bytes of UTF-8.</param>
    /// <param name="userId">Who will sign in.</param>
    /// <param name="lifetime">How long it is good for; one hour if null. At least one second.</param>
    /// <param name="deviceId">The device; it is then good for that one only.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ArgumentException">An argument is empty, or the secret too short.</exception>
    public static string Create(
        string apiKey, string apiSecret, string userId, TimeSpan? lifetime = null, string? deviceId = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return Create(apiKey, apiSecret, Audience, userId, lifetime, deviceId, time);
    }

    /// <summary>Makes one with which the backend itself asks the server over HTTP; no device signs in with it.</summary>
    /// <param name="apiKey">Names the secret.</param>
    /// <param name="apiSecret">At least 32 bytes of UTF-8.</param>
    /// <param name="lifetime">How long it is good for; one hour if null. At least one second.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ArgumentException">An argument is empty, or the secret too short.</exception>
    public static string CreateForBackend(string apiKey, string apiSecret, TimeSpan? lifetime = null, TimeProvider? time = null) =>
        Create(apiKey, apiSecret, BackendAudience, null, lifetime, null, time);

    private static string Create(
        string apiKey, string apiSecret, string audience, string? userId, TimeSpan? lifetime, string? deviceId, TimeProvider? time)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiKey);
        ArgumentException.ThrowIfNullOrEmpty(apiSecret);
        var valid = lifetime ?? TimeSpan.FromHours(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(valid, TimeSpan.FromSeconds(1), nameof(lifetime));
        var secret = Encoding.UTF8.GetBytes(apiSecret);
        if (secret.Length < CallingServerOptionsValidator.MinSecretBytes)
        {
            throw new ArgumentException(
                $"The secret has {secret.Length} bytes; it must have at least {CallingServerOptionsValidator.MinSecretBytes}.", nameof(apiSecret));
        }

        var now = (time ?? TimeProvider.System).GetUtcNow();
        using var claims = new MemoryStream();
        using (var writer = new Utf8JsonWriter(claims))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", apiKey);
            if (userId is not null)
            {
                writer.WriteString("sub", userId);
            }

            writer.WriteString("aud", audience);
            writer.WriteNumber("nbf", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", (now + valid).ToUnixTimeSeconds());
            if (deviceId is not null)
            {
                writer.WriteString("did", deviceId);
            }

            writer.WriteEndObject();
        }

        return Sign("""{"alg":"HS256","typ":"JWT"}"""u8, claims.ToArray(), secret);
    }

    internal static string Sign(ReadOnlySpan<byte> header, ReadOnlySpan<byte> claims, byte[] secret)
    {
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)))}";
    }
}
