using System.Buffers.Text;
using System.Text.Json;

namespace Calling.Providers.Acs.Sdk;

/// <summary>When a token runs out of which nobody says so.</summary>
internal static class TokenLife
{
    /// <summary>The shortest life that the vendor gives a token.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(60);

    /// <summary>
    /// What the token says of itself, or null. The vendor promises nothing of its tokens' format, so this is a hint for when to ask for the next one,
    /// and what it cannot read is no error.
    /// </summary>
    public static DateTimeOffset? Hint(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var text, _])
            {
                return null;
            }

            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            return claims.RootElement.TryGetProperty("exp", out var end) && end.TryGetDouble(out double seconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
