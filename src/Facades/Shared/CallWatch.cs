using System.Threading.Channels;

namespace Calling.Facades;

/// <summary>
/// Reads what happens to a client and to the sessions that it is told to follow, and hands everything on, one thing after another: on the
/// context where it was started, as a vendor's callbacks come on the main thread, or on the thread pool.
/// </summary>
internal sealed class CallWatch : IDisposable
{
    private readonly Channel<Action> _turns = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly CancellationTokenSource _disposing = new();
    private readonly ICallClient _client;
    private readonly Action<CallClientEvent> _onClient;
    private readonly Action<ICallSession, CallEvent> _onCall;
    private readonly Action<Exception> _onFault;

    /// <summary>Makes it; nothing is read before <see cref="Start"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="onClient">Gets its events.</param>
    /// <param name="onCall">Gets the events of every session that is followed, the first of each a snapshot.</param>
    /// <param name="onFault">Gets what these throw, and what ends a reading early.</param>
    public CallWatch(
        ICallClient client, Action<CallClientEvent> onClient, Action<ICallSession, CallEvent> onCall, Action<Exception> onFault)
        => (_client, _onClient, _onCall, _onFault) = (client, onClient, onCall, onFault);

    /// <summary>Begins to read, and to hand on where it is called; calls that ring are followed by themselves.</summary>
    public void Start()
    {
        _ = TakeTurnsAsync();
        _ = ReadAsync(_client.ReadEventsAsync(_disposing.Token).GetAsyncEnumerator(_disposing.Token), OnClientEvent);
    }

    /// <summary>Begins to read a session that this device has placed or joined.</summary>
    /// <param name="session">The session.</param>
    public void Follow(ICallSession session) => _ = ReadAsync(
        session.ReadEventsAsync(_disposing.Token).GetAsyncEnumerator(_disposing.Token),
        item => _turns.Writer.TryWrite(() => _onCall(session, item)));

    /// <summary>Has something of the facade's own happen in its turn.</summary>
    /// <param name="turn">What.</param>
    public void Post(Action turn) => _turns.Writer.TryWrite(turn);

    /// <summary>Hands nothing on any more.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        _turns.Writer.TryComplete();
    }

    private void OnClientEvent(CallClientEvent item)
    {
        _turns.Writer.TryWrite(() => _onClient(item));
        if (item is CallClientEvent.IncomingCall(var session))
        {
            Follow(session);
        }
    }

    private async Task ReadAsync<T>(IAsyncEnumerator<T> items, Action<T> pass)
    {
        try
        {
            await using (items.ConfigureAwait(false))
            {
                while (await items.MoveNextAsync().ConfigureAwait(false))
                {
                    pass(items.Current);
                }
            }
        }
        catch (OperationCanceledException) when (_disposing.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception error)
        {
            _turns.Writer.TryWrite(() => _onFault(error));
        }
    }

    /// <summary>No ConfigureAwait here: what is handed on is the app's own, and runs where the app started this.</summary>
    private async Task TakeTurnsAsync()
    {
        await foreach (var turn in _turns.Reader.ReadAllAsync())
        {
            if (_disposing.IsCancellationRequested)
            {
                return;
            }

            try
            {
                turn();
            }
            catch (Exception error)
            {
                _onFault(error);
            }
        }
    }
}
