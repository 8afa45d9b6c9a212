using Calling.Server.Connections;
using Calling.Server.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Calling.Server.Hosting;

/// <summary>From an HTTP request to a connection, or not.</summary>
internal static partial class CallingEndpoint
{
    public static async Task ServeAsync(HttpContext context, CallingServer server)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, server, StatusCodes.Status426UpgradeRequired, "This is a WebSocket endpoint; see docs/protocol.md.");
            return;
        }

        if (!OriginPolicy.Allows(context.Request, server.Options.AllowedOrigins))
        {
            await RefuseAsync(context, server, StatusCodes.Status403Forbidden, "This origin may not connect.");
            return;
        }

        if (server.IsStopping)
        {
            await RefuseAsync(context, server, StatusCodes.Status503ServiceUnavailable, "The server is stopping.");
            return;
        }

        var address = AddressKey.Of(context.Connection.RemoteIpAddress);
        if (!server.Limits.MayConnect(address) || !server.Limits.Connections.TryEnter(address))
        {
            await RefuseAsync(context, server, StatusCodes.Status429TooManyRequests, "Too many connections.");
            return;
        }

        server.Metrics.Connected();
        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                KeepAliveInterval = server.Options.KeepAliveInterval,
                KeepAliveTimeout = server.Options.KeepAliveTimeout,
            });
            using var connection = new DeviceConnection(server, socket, address, context.User);
            await connection.RunAsync();
        }
        finally
        {
            server.Metrics.Disconnected();
            server.Limits.Connections.Leave(address);
        }
    }

    private static Task RefuseAsync(HttpContext context, CallingServer server, int status, string message)
    {
        LogRefused(server.Logger, status, message);
        server.Metrics.Refused($"http{status}");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message);
    }

    [LoggerMessage(10, LogLevel.Information, "A connection was refused with {Status}: {Reason}")]
    private static partial void LogRefused(ILogger logger, int status, string reason);
}
