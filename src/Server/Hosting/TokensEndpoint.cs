using Calling.Server.Connections;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>Tokens for devices, for backends that do not sign them themselves (docs/rest.md).</summary>
internal static class TokensEndpoint
{
    private static readonly TimeSpan s_usual = TimeSpan.FromHours(1);

    public static Task IssueAsync(HttpContext context, CallingServer server) => RestRequest.ServeBackendAsync(context, server, async key =>
    {
        var asked = await RestBody.ReadAsync(context, RestJson.Strict.TokenRequest);
        var options = server.Options;
        if (options.Exchange.Limits.CheckUserId(asked.UserId) is { } problem)
        {
            throw new CallException(CallErrorCode.InvalidArgument, problem);
        }

        if (asked.DeviceId is { } device && !WireProtocol.IsId(device))
        {
            throw RestRequest.Wrong("deviceId", $"1 to {WireProtocol.MaxIdLength} of A-Z a-z 0-9 _ . -");
        }

        var (usual, longest) = (s_usual < options.MaxTokenLifetime ? s_usual : options.MaxTokenLifetime, options.MaxTokenLifetime);
        var lifetime = asked.Lifetime is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : usual;
        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > longest)
        {
            throw RestRequest.Wrong("lifetime", $"1,000 to {longest.TotalMilliseconds:N0} ms");
        }

        // A token counts in whole seconds.
        lifetime = TimeSpan.FromSeconds(Math.Floor(lifetime.TotalSeconds));
        var expires = DateTimeOffset.FromUnixTimeSeconds((server.Time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        string token = CallingTokens.Create(key, options.Keys[key], asked.UserId, lifetime, asked.DeviceId, server.Time);
        return Results.Json(new IssuedToken(token, expires), RestJson.Strict.IssuedToken);
    });
}
