using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Calling.Providers;

namespace Calling.EndToEnd;

/// <summary>Stands between one device and its server and says what the server never said: a server that relays before the accept.</summary>
public sealed class LyingServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ClientWebSocket _server = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _serving;
    private WebSocket? _device;

    public LyingServer(Uri server)
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Address = new UriBuilder(server) { Port = port }.Uri;
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync(server);
    }

    public Uri Address { get; }

    /// <summary>Gives the device a peer's message as if the server had relayed it.</summary>
    public Task InjectAsync(string callId, CallParty from, string kind, string payload) => WriteAsync(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new { type = "peer", callId, from = new { userId = from.UserId, deviceId = from.DeviceId }, kind, payload })));

    public async ValueTask DisposeAsync()
    {
        _device?.Abort();
        _server.Abort();
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _server.Dispose();
        _writing.Dispose();
    }

    private async Task ServeAsync(Uri server)
    {
        var context = await _listener.GetContextAsync();
        await _server.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = context.Request.Url!.AbsolutePath }.Uri, CancellationToken.None);
        _device = (await context.AcceptWebSocketAsync(null)).WebSocket;
        await Task.WhenAny(
            PumpAsync(_device, text => _server.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None)), PumpAsync(_server, WriteAsync));
    }

    private static async Task PumpAsync(WebSocket from, Func<byte[], Task> pass)
    {
        byte[] buffer = new byte[1024 * 1024];
        while (true)
        {
            int length = 0;
            WebSocketReceiveResult part;
            do
            {
                part = await from.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            await pass(buffer[..length]);
        }
    }

    private async Task WriteAsync(byte[] text)
    {
        await _writing.WaitAsync();
        try
        {
            await _device!.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }
}
