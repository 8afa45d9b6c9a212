using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Calling.Acs.Emulator;

/// <summary>How a token is written: as a JWT, whose signature only the cloud that issued it can vouch for.</summary>
internal static class TokenText
{
    public static string Write(string identity, DateTimeOffset expiresOn, Guid secret)
    {
        string payload = JsonSerializer.Serialize(new { skypeid = identity, exp = expiresOn.ToUnixTimeSeconds(), jti = secret });
        return $"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(payload)}.{Part(secret.ToString("N"))}";
    }

    public static bool IsWellFormed(string token)
    {
        string[] parts = token.Split('.');
        return parts.Length == 3 && parts.All(part => part.Length > 0 && Base64Url.IsValid(part)) && HasEnd(Base64Url.DecodeFromChars(parts[1]));
    }

    private static bool HasEnd(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("exp", out var end) && end.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
