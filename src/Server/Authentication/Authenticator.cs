using System.Security.Claims;
using Calling.Signaling.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Calling.Server.Authentication;

/// <summary>Says who signs in: the token's bearer, or the user whom the web application has signed in.</summary>
internal sealed partial class Authenticator(TokenValidator tokens, IOptions<CallingServerOptions> options, ILogger<Authenticator> logger)
{
    /// <returns>Who, or null: refused, and no reason is given to anybody but the log.</returns>
    public SignedIn? Authenticate(string? token, ClaimsPrincipal? host)
    {
        if (token is not null)
        {
            var who = tokens.Validate(token, out var reason);
            if (who is null)
            {
                LogRefused(logger, reason ?? "");
            }

            return who;
        }

        if (options.Value.UseHostAuthentication && host?.Identity is { IsAuthenticated: true } identity)
        {
            var user = host.FindFirstValue(ClaimTypes.NameIdentifier) ?? host.FindFirstValue("sub") ?? identity.Name;
            if (options.Value.Exchange.Limits.CheckUserId(user) is { } problem)
            {
                LogRefused(logger, problem);
                return null;
            }

            return new SignedIn(user!, DeviceId: null, Expires: null);
        }

        LogRefused(logger, "no token");
        return null;
    }

    /// <summary>Says who asks over HTTP: a user as above, or the application's backend.</summary>
    public Asker? Identify(string? token, ClaimsPrincipal? host) =>
        token is not null && tokens.ValidateBackend(token, out _) is { } key ? new Asker(null, key)
        : Authenticate(token, host) is { } who ? new Asker(who, null)
        : null;

    /// <summary>The device: the token's word, else the client's wish, else a new one.</summary>
    public static string DeviceOf(SignedIn who, string? wish)
        => who.DeviceId ?? (WireProtocol.IsId(wish) ? wish! : Guid.NewGuid().ToString("N"));

    [LoggerMessage(1, LogLevel.Information, "A sign-in was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
