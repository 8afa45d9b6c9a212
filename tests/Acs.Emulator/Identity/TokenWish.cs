using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Calling.Acs.Emulator;

/// <summary>What a request says of the token it wants.</summary>
internal sealed record TokenWish(IReadOnlyList<string> Scopes, TimeSpan Lifetime)
{
    private const int Shortest = 60;
    private const int Longest = 1440;
    private static readonly string[] s_known = ["chat", "voip", "chat.join", "chat.join.limited", "voip.join"];

    public bool CanCall => Scopes.Contains("voip");

    /// <summary>Null if the body is not what it must be; an empty body wants nothing.</summary>
    /// <param name="scopes">The property that names the scopes.</param>
    public static async Task<TokenWish?> ReadAsync(HttpRequest request, string scopes)
    {
        if (request.Body.Length == 0)
        {
            return new TokenWish([], TimeSpan.FromMinutes(Longest));
        }

        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body);
            string[] names = json.RootElement.TryGetProperty(scopes, out var list) ? list.Deserialize<string[]>() ?? [] : [];
            int minutes = json.RootElement.TryGetProperty("expiresInMinutes", out var number) ? number.GetInt32() : Longest;
            return names.All(s_known.Contains) && minutes is >= Shortest and <= Longest
                ? new TokenWish(names, TimeSpan.FromMinutes(minutes))
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
