using System.Globalization;
using Calling.Server.Connections;
using Calling.Server.Limits;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>A user's call records over HTTP (rule CALL-131; docs/protocol.md, section 9).</summary>
internal static class RecordsEndpoint
{
    private const string Scheme = "Bearer ";

    /// <summary>ISO 8601 with an offset, as a moment has no meaning without.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static async Task ServeAsync(HttpContext context, CallingServer server) => await (await AnswerAsync(context, server)).ExecuteAsync(context);

    private static async Task<IResult> AnswerAsync(HttpContext context, CallingServer server)
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

        if (server.Authenticator.Authenticate(TokenOf(context.Request), context.User) is not { } who)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(server, StatusCodes.Status401Unauthorized, "The token was refused.");
        }

        if (!server.Limits.MayRead(who.UserId, address))
        {
            return Refuse(server, StatusCodes.Status429TooManyRequests, "Too many requests.");
        }

        try
        {
            var page = await server.Exchange.ReadRecordsAsync(who.UserId, QueryOf(context.Request.Query), context.RequestAborted);
            return Results.Bytes(WireCodec.Encode(page), "application/json; charset=utf-8");
        }
        catch (CallException wrong) when (wrong.Code == CallErrorCode.InvalidArgument)
        {
            return Refuse(server, StatusCodes.Status400BadRequest, wrong.Message);
        }
    }

    private static IResult Refuse(CallingServer server, int status, string detail)
    {
        server.Metrics.Refused($"http{status}");
        return Results.Problem(detail, statusCode: status);
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

    private static CallRecordQuery QueryOf(IQueryCollection query)
    {
        var read = new CallRecordQuery { From = Moment(query, "from"), Until = Moment(query, "until"), Continuation = One(query, "after") };
        return One(query, "limit") is not { } limit ? read
            : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? read with { PageSize = size }
            : throw Wrong("limit", $"a number from 1 to {CallRecordQuery.MaxPageSize}");
    }

    private static DateTimeOffset? Moment(IQueryCollection query, string name)
        => One(query, name) is not { } text ? null
            : DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : throw Wrong(name, "a moment in ISO 8601 with an offset, such as 2026-05-04T10:00:00Z");

    private static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => (string?)one,
        _ => throw Wrong(name, "given once"),
    };

    private static CallException Wrong(string name, string valid) => new(CallErrorCode.InvalidArgument, $"'{name}' must be {valid}.");
}
