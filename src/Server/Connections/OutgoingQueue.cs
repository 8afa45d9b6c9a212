using System.Threading.Channels;

namespace Calling.Server.Connections;

/// <summary>What waits for one connection, bounded in messages and bytes. Never waits itself: whoever sends serves others too.</summary>
internal sealed class OutgoingQueue(int maxMessages, int maxBytes)
{
    private readonly Channel<byte[]> _channel = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _lock = new();
    private int _messages;
    private long _bytes;

    /// <returns>False if there is no room. A single message always has room, so that the largest snapshot can be said.</returns>
    public bool TryAdd(byte[] utf8)
    {
        lock (_lock)
        {
            if (_messages > 0 && (_messages >= maxMessages || _bytes + utf8.Length > maxBytes))
            {
                return false;
            }

            if (_channel.Writer.TryWrite(utf8))
            {
                _messages++;
                _bytes += utf8.Length;
            }

            return true;
        }
    }

    /// <summary>Adds a last message, room or not, and nothing after it.</summary>
    public void Complete(byte[]? last)
    {
        if (last is not null)
        {
            _channel.Writer.TryWrite(last);
        }

        _channel.Writer.TryComplete();
    }

    public async IAsyncEnumerable<byte[]> ReadAllAsync()
    {
        await foreach (var utf8 in _channel.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            yield return utf8;
            lock (_lock)
            {
                _messages--;
                _bytes -= utf8.Length;
            }
        }
    }
}
