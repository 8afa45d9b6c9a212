using System.Collections.Concurrent;
using System.Net.Sockets;

namespace AcmeVendor;

/// <summary>Acme's own client: one connection to the service, requests with their answers, and news.</summary>
public sealed class AcmeClient : IAsyncDisposable
{
    private readonly AcmeWire _wire;
    private readonly Action<AcmeMessage> _news;
    private readonly Action _lost;
    private readonly ConcurrentDictionary<long, (Action<AcmeMessage> Answer, Action Lose)> _asked = new();
    private readonly CancellationTokenSource _over = new();
    private long _refs;

    private AcmeClient(Socket socket, Action<AcmeMessage> news, Action lost)
    {
        (_wire, _news, _lost) = (new AcmeWire(socket, maxWaiting: 100), news, lost);
        _ = ReadAsync();
        _ = PingAsync();
    }

    /// <summary>Connects.</summary>
    /// <param name="host">The service's host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="news">Told what is no answer; one at a time, on any thread.</param>
    /// <param name="lost">Told once when the connection is over.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="SocketException">Nobody is there.</exception>
    public static async Task<AcmeClient> DialAsync(string host, int port, Action<AcmeMessage> news, Action lost, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, ct);
            return new AcmeClient(socket, news, lost);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends without waiting for anything.</summary>
    /// <returns>False if it was not sent.</returns>
    public bool TrySend(AcmeMessage message) => _wire.TrySend(message);

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Takes the answer where it comes in: after the news before it, before the news after it.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="AcmeException">There is none.</exception>
    /// <exception cref="OperationCanceledException">Given up; it may have been done.</exception>
    public async Task<T> AskAsync<T>(AcmeMessage request, Func<AcmeMessage, T> read, CancellationToken ct)
    {
        long number = Interlocked.Increment(ref _refs);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = (
            message => answer.TrySetResult(read(message)),
            () => answer.TrySetException(new AcmeException("The connection was lost.", wasSent: true)));
        try
        {
            if (!_wire.TrySend(request with { Ref = number }))
            {
                throw new AcmeException("The connection is over.", wasSent: false);
            }

            if (_over.IsCancellationRequested)
            {
                throw new AcmeException("The connection was lost.", wasSent: true);
            }

            return await answer.Task.WaitAsync(ct);
        }
        finally
        {
            _asked.TryRemove(number, out _);
        }
    }

    /// <summary>What was sent still goes out.</summary>
    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    private async Task ReadAsync()
    {
        await _wire.ReadAsync(message =>
        {
            if (message.Ref == 0)
            {
                _news(message);
            }
            else if (_asked.TryGetValue(message.Ref, out var asked))
            {
                asked.Answer(message);
            }

            return null;
        });
        await _over.CancelAsync();
        foreach (var (_, lose) in _asked.Values)
        {
            lose();
        }

        await _wire.DisposeAsync();
        _lost();
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (_wire.TrySend(new AcmeMessage("ping")))
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
