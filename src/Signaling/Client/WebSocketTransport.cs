using System.Globalization;
using System.Net.WebSockets;

namespace Calling.Signaling.Client;

/// <summary>The real transport.</summary>
internal sealed class WebSocketTransport(SignalingLineOptions options) : ISignalingTransport
{
    public async ValueTask<ISignalingConnection> ConnectAsync(Uri address, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.KeepAliveInterval = options.KeepAliveInterval;
            socket.Options.KeepAliveTimeout = options.KeepAliveTimeout;
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(address, ct).ConfigureAwait(false);
            return new WebSocketConnection(socket, options.MaxMessageBytes);
        }
        catch (WebSocketException refused)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            var reason = status == 0 ? Innermost(refused).Message : string.Create(CultureInfo.InvariantCulture, $"it answered with HTTP status {status}");
            throw new IOException(reason, refused);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Exception Innermost(Exception exception)
        => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
