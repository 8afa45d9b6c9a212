using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace AcmeVendor;

/// <summary>JSON lines over one TCP connection, for both ends. Who is silent for <see cref="Silence"/> is gone.</summary>
internal sealed class AcmeWire : IAsyncDisposable
{
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);
    private const int MaxLine = 128 * 1024;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly Channel<AcmeMessage> _out;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _writing;

    /// <param name="socket">The connection.</param>
    /// <param name="maxWaiting">How many lines may wait to be sent.</param>
    public AcmeWire(Socket socket, int maxWaiting)
    {
        socket.NoDelay = true;
        (_socket, _stream) = (socket, new NetworkStream(socket, ownsSocket: true));
        _out = Channel.CreateBounded<AcmeMessage>(maxWaiting);
        _writing = WriteAsync();
    }

    /// <summary>Queues a line. False: the connection is over, or the other end does not keep up; nothing was sent.</summary>
    public bool TrySend(AcmeMessage message) => _out.Writer.TryWrite(message);

    /// <summary>Queues a line that must not be missing: who does not keep up is cut off.</summary>
    public void SendOrBreak(AcmeMessage message)
    {
        if (!TrySend(message))
        {
            Break();
        }
    }

    /// <summary>Hands every line over, one after the other, until the connection is over.</summary>
    /// <param name="received">Gives the answer, if there is one. Who does not take answers is not read on.</param>
    public async Task ReadAsync(Func<AcmeMessage, AcmeMessage?> received)
    {
        try
        {
            var reader = PipeReader.Create(_stream);
            for (bool more = true; more;)
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
                silence.CancelAfter(Silence);
                var result = await reader.ReadAsync(silence.Token);
                var rest = result.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    if (received(Parse(rest.Slice(0, end))) is { } answer)
                    {
                        await _out.Writer.WriteAsync(answer, silence.Token);
                    }

                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                more = !result.IsCompleted && rest.Length <= MaxLine;
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or JsonException or OperationCanceledException or ObjectDisposedException
            or ChannelClosedException)
        {
            // However it ended, it is over.
        }
        finally
        {
            _out.Writer.TryComplete();
        }
    }

    /// <summary>What is queued still goes out, unless the other end is stuck.</summary>
    public async ValueTask DisposeAsync()
    {
        _out.Writer.TryComplete();
        _over.CancelAfter(TimeSpan.FromSeconds(1));
        await _writing;
        await _over.CancelAsync();
        await _stream.DisposeAsync();
    }

    /// <summary>Breaks it off, as a process that dies does.</summary>
    public void Break() => _socket.Close(0);

    private static AcmeMessage Parse(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize(ref reader, AcmeJson.Default.AcmeMessage) ?? throw new JsonException("A line is a message.");
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in _out.Reader.ReadAllAsync(_over.Token))
            {
                byte[] line = JsonSerializer.SerializeToUtf8Bytes(message, AcmeJson.Default.AcmeMessage);
                await _stream.WriteAsync((byte[])[.. line, (byte)'\n'], _over.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _out.Writer.TryComplete();
        }
    }
}
