using Calling.Server.Authentication;
using Calling.Server.Connections;
using Calling.Server.Limits;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>What requests over HTTP have in common: who asks, how often, and how it is refused.</summary>
internal static class RestRequest
{
    private const string Scheme = "Bearer ";

    /// <summary>Answers a signed-in user's request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="server">The server.</param>
    /// <param name="answer">Asked only for a user who may ask now.</param>
    public static Task ServeAsync(HttpContext context, CallingServer server, Func<SignedIn, Task<IResult>> answer) =>
        ServeAsync(context, server, asker => asker.User is not null, asker => answer(asker.User!));

    /// <summary>Answers the application's backend.</summary>
    /// <param name="context">The request.</param>
    /// <param name="server">The server.</param>
    /// <param name="answer">Given the API key.</param>
    public static Task ServeBackendAsync(HttpContext context, CallingServer server, Func<string, Task<IResult>> answer) =>
        ServeAsync(context, server, asker => asker.BackendKey is not null, asker => answer(asker.BackendKey!));

    /// <summary>Answers what concerns one user: that user, or the backend.</summary>
    /// <param name="context">The request.</param>
    /// <param name="server">The server.</param>
    /// <param name="userId">Whom it concerns; checked.</param>
    /// <param name="answer">Given who asks.</param>
    public static Task ServeAboutAsync(HttpContext context, CallingServer server, string userId, Func<Asker, Task<IResult>> answer) =>
        ServeAsync(
            context,
            server,
            asker => asker.MayAskAbout(userId),
            asker => server.Options.Exchange.Limits.CheckUserId(userId) is { } problem
                ? throw new CallException(CallErrorCode.InvalidArgument, problem)
                : answer(asker));

    /// <summary>Says no, with problem details.</summary>
    /// <param name="server">Counts it.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">For people.</param>
    /// <param name="code">A vendor's code, where there is one.</param>
    public static IResult Refuse(CallingServer server, int status, string detail, string? code = null)
    {
        server.Metrics.Refused($"http{status}");
        return Results.Problem(detail, statusCode: status, extensions: code is null ? null : new Dictionary<string, object?> { ["code"] = code });
    }

    /// <summary>One value of the query.</summary>
    /// <exception cref="CallException">It was given twice.</exception>
    public static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => (string?)one,
        _ => throw Wrong(name, "given once"),
    };

    public static CallException Wrong(string name, string valid) => new(CallErrorCode.InvalidArgument, $"'{name}' must be {valid}.");

    private static async Task ServeAsync(HttpContext context, CallingServer server, Func<Asker, bool> may, Func<Asker, Task<IResult>> answer) =>
        await (await AnswerAsync(context, server, may, answer)).ExecuteAsync(context);

    private static async Task<IResult> AnswerAsync(
        HttpContext context, CallingServer server, Func<Asker, bool> may, Func<Asker, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (server.IsStopping)
        {
            return Refuse(server, StatusCodes.Status503ServiceUnavailable, "The server is stopping.");
        }

        // Before the token is looked at, as for a connection: guessing costs the same.
        var address = AddressKey.Of(context.Connection.RemoteIpAddress);
        if (!server.Limits.MayConnect(address))
        {
            return Refuse(server, StatusCodes.Status429TooManyRequests, "Too many requests.");
        }

        if (server.Authenticator.Identify(TokenOf(context.Request), context.User) is not { } asker)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(server, StatusCodes.Status401Unauthorized, "The token was refused.");
        }

        if (asker.BackendKey is not null)
        {
            server.Limits.DoesNotConnect(address);
        }

        if (!may(asker))
        {
            return Refuse(server, StatusCodes.Status403Forbidden, "This token does not allow it.");
        }

        if (asker.User is { } who && !server.Limits.MayRead(who.UserId, address))
        {
            return Refuse(server, StatusCodes.Status429TooManyRequests, "Too many requests.");
        }

        try
        {
            return await answer(asker);
        }
        catch (CallException wrong) when (wrong.Code == CallErrorCode.InvalidArgument)
        {
            return Refuse(server, StatusCodes.Status400BadRequest, wrong.Message);
        }
        catch (CallException denied) when (denied.Code == CallErrorCode.NotAllowed)
        {
            return Refuse(server, StatusCodes.Status403Forbidden, denied.Message);
        }
    }

    /// <summary>A header that is there and is no bearer token is a token that is refused; none at all leaves it to the web application's sign-in.</summary>
    private static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count == 0)
        {
            return null;
        }

        return header.Count == 1 && header.ToString() is var text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : "";
    }
}
