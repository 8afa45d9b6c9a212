using System.Threading.Channels;

namespace Calling.Facades;

/// <summary>
/// Reads what happens to a client and to the sessions that it is told to follow, and hands everything on, one thing after another: on the
/// context where it was started, as a vendor's callbacks come on the main thread, or on the thread pool. A call that is over is told to its end
/// before the next one begins, since not every vendor's callbacks name their call.
/// </summary>
internal sealed class CallWatch : IDisposable
{
    private readonly Channel<Action> _turns = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly CancellationTokenSource _disposing = new();
    private readonly List<(ICallSession Session, Task Reading)> _followed = [];
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
        _ = ReadAsync(_client.ReadEventsAsync(_disposing.Token).GetAsyncEnumerator(_disposing.Token), Task.CompletedTask, OnClientEventAsync);
    }

    /// <summary>Begins to read a session that this device has placed or joined.</summary>
    /// <param name="session">The session.</param>
    public void Follow(ICallSession session)
    {
        // Read from here on, so that nothing is missed while the former calls are told to their ends.
        var items = session.ReadEventsAsync(_disposing.Token).GetAsyncEnumerator(_disposing.Token);
        lock (_followed)
        {
            var reading = ReadAsync(items, FormerAsync(), item =>
            {
                Post(() => _onCall(session, item));
                return Task.CompletedTask;
            });
            _followed.RemoveAll(followed => followed.Reading.IsCompleted);
            _followed.Add((session, reading));
        }
    }

    /// <summary>Has something of the facade's own happen in its turn.</summary>
    /// <param name="turn">What.</param>
    public void Post(Action turn) => _turns.Writer.TryWrite(turn);

    /// <summary>Hands nothing on any more.</summary>
    public void Dispose()
    {
        _disposing.Cancel();
        _turns.Writer.TryComplete();
    }

    private async Task OnClientEventAsync(CallClientEvent item)
    {
        if (item is not CallClientEvent.IncomingCall(var session))
        {
            Post(() => _onClient(item));
            return;
        }

        await FormerAsync().ConfigureAwait(false);
        Post(() => _onClient(item));
        Follow(session);
    }

    /// <summary>Completes once all that happened to the calls that are over has got its turn: a session's last event ends its reading.</summary>
    private Task FormerAsync()
    {
        lock (_followed)
        {
            return Task.WhenAll(
                _followed.Where(followed => followed.Session.Snapshot.State == CallState.Ended).Select(followed => followed.Reading));
        }
    }

    private async Task ReadAsync<T>(IAsyncEnumerator<T> items, Task former, Func<T, Task> pass)
    {
        try
        {
            await using (items.ConfigureAwait(false))
            {
                await former.ConfigureAwait(false);
                while (await items.MoveNextAsync().ConfigureAwait(false))
                {
                    await pass(items.Current).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_disposing.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception error)
        {
            Post(() => _onFault(error));
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
