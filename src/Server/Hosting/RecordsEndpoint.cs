using System.Globalization;
using Calling.Server.Connections;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>A user's call records over HTTP (rule CALL-131; docs/protocol.md, section 9).</summary>
internal static class RecordsEndpoint
{
    /// <summary>ISO 8601 with an offset, as a moment has no meaning without.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    public static Task ServeAsync(HttpContext context, CallingServer server) => RestRequest.ServeAsync(context, server, async who =>
    {
        var page = await server.Exchange.ReadRecordsAsync(who.UserId, QueryOf(context.Request.Query), context.RequestAborted);
        return Results.Bytes(WireCodec.Encode(page), "application/json; charset=utf-8");
    });

    private static CallRecordQuery QueryOf(IQueryCollection query)
    {
        var read = new CallRecordQuery { From = Moment(query, "from"), Until = Moment(query, "until"), Continuation = RestRequest.One(query, "after") };
        return RestRequest.One(query, "limit") is not { } limit ? read
            : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? read with { PageSize = size }
            : throw RestRequest.Wrong("limit", $"a number from 1 to {CallRecordQuery.MaxPageSize}");
    }

    private static DateTimeOffset? Moment(IQueryCollection query, string name)
        => RestRequest.One(query, name) is not { } text ? null
            : DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
            : throw RestRequest.Wrong(name, "a moment in ISO 8601 with an offset, such as 2026-05-04T10:00:00Z");
}
