using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Options;

namespace Calling.Server.Authentication;

/// <summary>Checks tokens. One algorithm, one answer: which check failed is for the operator's log alone.</summary>
internal sealed class TokenValidator(IOptions<CallingServerOptions> options, TimeProvider time)
{
    private const int MaxTokenLength = 4 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Signs for a key that does not exist, so that an unknown key takes as long as a wrong signature.</summary>
    private static readonly byte[] Nobody = RandomNumberGenerator.GetBytes(CallingServerOptionsValidator.MinSecretBytes);

    /// <summary>Checks a device's token.</summary>
    /// <returns>Who it is, or null with the reason.</returns>
    public SignedIn? Validate(string token, out string? reason)
    {
        if (Read(token, CallingTokens.Audience, out reason) is not { } claims)
        {
            return null;
        }

        if (options.Value.Exchange.Limits.CheckUserId(claims.UserId) is not null || (claims.DeviceId is { } device && !WireProtocol.IsId(device)))
        {
            reason = "sub or did";
            return null;
        }

        return new SignedIn(claims.UserId!, claims.DeviceId, claims.Expires);
    }

    /// <summary>Checks a token of the application's backend.</summary>
    /// <returns>The API key, or null with the reason.</returns>
    public string? ValidateBackend(string token, out string? reason) => Read(token, CallingTokens.BackendAudience, out reason)?.Key;

    private TokenClaims? Read(string token, string audience, out string? reason)
    {
        try
        {
            reason = Check(token, audience, out var claims);
            return claims;
        }
        catch (Exception broken) when (broken is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            reason = "not a JSON Web Token";
            return null;
        }
    }

    private string? Check(string token, string audience, out TokenClaims? read)
    {
        read = null;
        var parts = token.Length <= MaxTokenLength ? token.Split('.') : [];
        if (parts.Length != 3)
        {
            return "not a JSON Web Token";
        }

        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]), Strict);

        // Pinned: what the token says about how to check it is compared, never obeyed.
        if (Text(header, "alg") != "HS256" || header.RootElement.TryGetProperty("crit", out _))
        {
            return "algorithm";
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), Strict);
        var known = options.Value.Keys.TryGetValue(Text(claims, "iss") ?? "", out var secret);
        var key = known ? Encoding.UTF8.GetBytes(secret!) : Nobody;
        var signature = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        if (!CryptographicOperations.FixedTimeEquals(signature, Base64Url.DecodeFromChars(parts[2])) || !known)
        {
            return "key or signature";
        }

        if (!HasAudience(claims, audience))
        {
            return "audience";
        }

        var skew = options.Value.ClockSkew;
        var now = time.GetUtcNow();
        if (Moment(claims, "exp") is not { } expires || (Moment(claims, "nbf") ?? Moment(claims, "iat")) is not { } begins)
        {
            return "exp and nbf";
        }

        if (now >= expires + skew || now < begins - skew)
        {
            return "expired or not yet valid";
        }

        if (expires - begins > options.Value.MaxTokenLifetime)
        {
            return "lifetime";
        }

        read = new TokenClaims(Text(claims, "iss")!, Text(claims, "sub"), Text(claims, "did"), expires);
        return null;
    }

    private static string? Text(JsonDocument document, string name)
        => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonDocument document, string name)
        => document.RootElement.TryGetProperty(name, out var value) ? DateTimeOffset.FromUnixTimeSeconds(value.GetInt64()) : null;

    private static bool HasAudience(JsonDocument claims, string wanted)
        => claims.RootElement.TryGetProperty("aud", out var audience)
            && (audience.ValueKind == JsonValueKind.Array
                ? audience.EnumerateArray().Any(one => one.GetString() == wanted)
                : audience.GetString() == wanted);
}
