using System.Threading.Channels;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>One connection of a line, after its welcome: a bounded queue, so that no caller ever waits for the network.</summary>
internal sealed class LineLink : IAsyncDisposable
{
    private const int Capacity = 512;

    private readonly ISignalingConnection _connection;
    private readonly CancellationTokenSource _lost = new();
    private readonly Channel<(byte[] Utf8, PendingCommand? Command)> _queue =
        Channel.CreateBounded<(byte[], PendingCommand?)>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly Task _writing;

    public LineLink(ISignalingConnection connection, ServerFrame.Welcome welcome, string token)
    {
        _connection = connection;
        Welcome = welcome;
        Token = token;
        _writing = WriteAsync();
    }

    public ServerFrame.Welcome Welcome { get; }

    /// <summary>The token that the server holds for this connection.</summary>
    public string Token { get; set; }

    public bool TrySend(ClientFrame frame) => _queue.Writer.TryWrite((WireCodec.Encode(frame), null));

    public bool TrySend(PendingCommand command) => _queue.Writer.TryWrite((command.Utf8, command));

    /// <summary>Waits for the next message; a failed write ends the wait too.</summary>
    public async ValueTask<TransportMessage> ReceiveAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _lost.Token);
        return await _connection.ReceiveAsync(either.Token).ConfigureAwait(false);
    }

    /// <summary>Writes out what is queued, then the end.</summary>
    public async Task FlushAsync()
    {
        _queue.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _lost.CancelAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _lost.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var (utf8, command) in _queue.Reader.ReadAllAsync(_lost.Token).ConfigureAwait(false))
            {
                if (command is null || command.TryWrite())
                {
                    await _connection.SendAsync(utf8, _lost.Token).ConfigureAwait(false);
                }
            }

            await _connection.CloseAsync(_lost.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever a transport throws, the connection is lost; the receiving side says so.
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }
}
