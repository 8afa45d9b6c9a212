using System.Threading.Channels;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

/// <summary>One connection of <see cref="FakeServer"/>.</summary>
internal sealed class FakeConnection : ISignalingConnection
{
    private readonly Channel<TransportMessage> _toClient = Channel.CreateUnbounded<TransportMessage>();
    private readonly Channel<ClientFrame> _toServer = Channel.CreateUnbounded<ClientFrame>();

    public bool Disposed { get; private set; }

    public bool Closed { get; private set; }

    /// <summary>While set, what the client sends gets no further than its own machine's buffer.</summary>
    public TaskCompletionSource? Stall { get; set; }

    /// <summary>What the server closes with once the client has; null if it does not.</summary>
    public int? ClosesToo { get; set; } = CloseCodes.Normal;

    public void Say(ServerFrame frame) => Say(WireCodec.Encode(frame));

    public void Say(byte[] utf8) => _toClient.Writer.TryWrite(new TransportMessage(utf8));

    /// <summary>The connection breaks.</summary>
    public void Cut() => _toClient.Writer.TryComplete(new IOException("connection reset"));

    public void Close(int code) => _toClient.Writer.TryWrite(new TransportMessage(default, code));

    /// <summary>The next frame that the client sent, which must be such a one.</summary>
    public async Task<T> NextAsync<T>()
        where T : ClientFrame
        => Assert.IsType<T>(await _toServer.Reader.ReadAsync().Soon());

    public bool HasMore => _toServer.Reader.TryPeek(out _);

    public async ValueTask SendAsync(ReadOnlyMemory<byte> utf8, CancellationToken ct)
    {
        if (Stall is { } stall)
        {
            await stall.Task.WaitAsync(ct);
        }

        ObjectDisposedException.ThrowIf(Disposed, this);
        _toServer.Writer.TryWrite(WireCodec.DecodeClient(utf8).Frame ?? throw new InvalidOperationException("The line sent what is not in the protocol."));
    }

    public ValueTask<TransportMessage> ReceiveAsync(CancellationToken ct) => _toClient.Reader.ReadAsync(ct);

    public ValueTask CloseAsync(CancellationToken ct)
    {
        Closed = true;
        if (ClosesToo is { } code)
        {
            Close(code);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
