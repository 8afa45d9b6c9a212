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

    /// <returns>Who it is, or null with the reason.</returns>
    public SignedIn? Validate(string token, out string? reason)
    {
        try
        {
            reason = Check(token, out var who);
            return who;
        }
        catch (Exception broken) when (broken is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            reason = "not a JSON Web Token";
            return null;
        }
    }

    private string? Check(string token, out SignedIn? who)
    {
        who = null;
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

        if (!HasAudience(claims))
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

        var device = Text(claims, "did");
        var user = Text(claims, "sub");
        if (options.Value.Exchange.Limits.CheckUserId(user) is not null || (device is not null && !WireProtocol.IsId(device)))
        {
            return "sub or did";
        }

        who = new SignedIn(user!, device, expires);
        return null;
    }

    private static string? Text(JsonDocument document, string name)
        => document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonDocument document, string name)
        => document.RootElement.TryGetProperty(name, out var value) ? DateTimeOffset.FromUnixTimeSeconds(value.GetInt64()) : null;

    private static bool HasAudience(JsonDocument claims)
        => claims.RootElement.TryGetProperty("aud", out var audience)
            && (audience.ValueKind == JsonValueKind.Array
                ? audience.EnumerateArray().Any(one => one.GetString() == CallingTokens.Audience)
                : audience.GetString() == CallingTokens.Audience);
}
