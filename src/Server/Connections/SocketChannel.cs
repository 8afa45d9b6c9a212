using System.Buffers;
using System.Net.WebSockets;
using Calling.Signaling.Wire;

namespace Calling.Server.Connections;

/// <summary>Messages over one WebSocket: one reader, one writer, and an end that the other side gets to see.</summary>
internal sealed class SocketChannel(WebSocket socket, CallingServerOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Parts of one message, empty ones too: without an end to them a message would never count as one. A network cuts far larger ones.</summary>
    private const int MinBytesInPart = 32;

    private readonly OutgoingQueue _queue = new(options.MaxQueuedMessages, options.MaxQueuedBytes);
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Lock _lock = new();
    private ITimer? _giveUp;
    private int? _closeCode;
    private bool _disposed;

    /// <summary>The end was begun: what still comes in is read, so that the close is not lost in a reset, and dropped.</summary>
    public bool IsFinishing
    {
        get
        {
            lock (_lock)
            {
                return _closeCode is not null;
            }
        }
    }

    /// <summary>Queues a message. Who takes too slowly is closed, and must resume.</summary>
    /// <returns>False if the connection is ending.</returns>
    public bool TrySend(ServerFrame frame)
    {
        if (IsFinishing)
        {
            return false;
        }

        if (!_queue.TryAdd(WireCodec.Encode(frame)))
        {
            Finish(CloseCodes.SlowConsumer);
            return false;
        }

        return true;
    }

    /// <summary>Says what is queued, then a last message, then closes. The first to call decides.</summary>
    public void Finish(int closeCode, ServerFrame? last = null)
    {
        lock (_lock)
        {
            if (_closeCode is not null || _disposed)
            {
                return;
            }

            _closeCode = closeCode;
            _giveUp = time.CreateTimer(_ => socket.Abort(), null, options.CloseTimeout, Timeout.InfiniteTimeSpan);
        }

        _queue.Complete(last is null ? null : WireCodec.Encode(last));
    }

    /// <summary>Writes until the end. Never throws.</summary>
    public async Task WriteAsync()
    {
        try
        {
            await foreach (var utf8 in _queue.ReadAllAsync().ConfigureAwait(false))
            {
                await socket.SendAsync(utf8, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
            }

            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)_closeCode!, statusDescription: null, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // Whatever broke it, the reader notices.
            socket.Abort();
        }
    }

    /// <summary>Waits for the next message.</summary>
    /// <exception cref="WebSocketException">The connection broke, or brought invalid UTF-8.</exception>
    public async ValueTask<Received> ReceiveAsync()
    {
        _buffer.ResetWrittenCount();
        var tooBig = false;
        for (var parts = 1; ; parts++)
        {
            var part = await socket.ReceiveAsync(_buffer.GetMemory(1024), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return new Received(ReceivedKind.Closed);
            }

            tooBig |= parts > 16 + (options.MaxMessageBytes / MinBytesInPart) || _buffer.WrittenCount + part.Count > options.MaxMessageBytes;
            if (part.MessageType == WebSocketMessageType.Binary || tooBig)
            {
                // Told at once, and not when the rest has come in.
                _buffer.ResetWrittenCount();
                return new Received(part.MessageType == WebSocketMessageType.Binary ? ReceivedKind.Binary : ReceivedKind.TooBig);
            }

            _buffer.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return new Received(ReceivedKind.Message, _buffer.WrittenMemory);
            }
        }
    }

    /// <summary>After a message that is not UTF-8 the framework has sent the close by itself; waits until the other side has seen it, since a
    /// connection that is dropped with bytes on the way is reset, and the close lost. Never throws.</summary>
    public async Task DrainAsync()
    {
        try
        {
            if (socket.State == WebSocketState.CloseSent)
            {
                Finish(CloseCodes.InvalidPayload);
                while (await ReceiveAsync().ConfigureAwait(false) is not { Kind: ReceivedKind.Closed })
                {
                }
            }
        }
        catch (Exception)
        {
            // It is over in any case.
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _giveUp?.Dispose();
        }
    }
}
