using System.Buffers;
using System.Net.WebSockets;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>A connection over a WebSocket.</summary>
internal sealed class WebSocketConnection(ClientWebSocket socket, int maxMessageBytes) : ISignalingConnection
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4 * 1024);

    public ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct)
        => socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, ct);

    public async ValueTask<TransportMessage> ReceiveAsync(CancellationToken ct)
    {
        _buffer.ResetWrittenCount();
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.GetMemory(4 * 1024), ct).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new TransportMessage(default, (int?)socket.CloseStatus ?? CloseCodes.GoingAway);
            }

            _buffer.Advance(part.Count);
            if (_buffer.WrittenCount > maxMessageBytes || part.MessageType != WebSocketMessageType.Text)
            {
                throw new IOException("The server sent what the protocol does not have.");
            }

            if (part.EndOfMessage)
            {
                return new TransportMessage(_buffer.WrittenMemory);
            }
        }
    }

    public async ValueTask CloseAsync(CancellationToken ct)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, ct).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
