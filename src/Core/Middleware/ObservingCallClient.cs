using System.Runtime.CompilerServices;
using Calling.Effects;
using Microsoft.Extensions.Logging;

namespace Calling.Middleware;

/// <summary>
/// Middleware that watches every call of a client from its first moment to its end, whether or not the app looks at it. It stands
/// in no call's way: it reads events as any app would, until the client is disposed.
/// </summary>
internal abstract class ObservingCallClient : DelegatingCallClient
{
    private readonly ConditionalWeakTable<ICallSession, object> _seen = [];
    private readonly ILogger _logger;

    /// <summary>Stands in front of a client and begins to watch.</summary>
    /// <param name="inner">The client.</param>
    /// <param name="logger">Where failures of the watching go.</param>
    protected ObservingCallClient(ICallClient inner, ILogger logger)
        : base(inner)
    {
        _logger = logger;
        _ = WatchClientAsync(inner.ReadEventsAsync().GetAsyncEnumerator(CancellationToken.None));
    }

    /// <inheritdoc/>
    public override async Task<ICallSession> PlaceCallAsync(CallRequest request, CancellationToken ct = default)
    {
        ICallSession session = await Inner.PlaceCallAsync(request, ct).ConfigureAwait(false);
        Watch(session);
        return Wrapped(session);
    }

    /// <inheritdoc/>
    public override async Task<ICallSession> JoinAsync(string callId, JoinOptions? options = null, CancellationToken ct = default)
    {
        ICallSession session = await Inner.JoinAsync(callId, options, ct).ConfigureAwait(false);
        Watch(session);
        return Wrapped(session);
    }

    /// <summary>Begins to watch a call; the result is told its events until the end.</summary>
    /// <param name="session">The call.</param>
    /// <param name="snapshot">How it is when the watching begins.</param>
    protected abstract ICallWatcher Begin(ICallSession session, CallSnapshot snapshot);

    /// <summary>The client's sign-in changed.</summary>
    /// <param name="change">How.</param>
    protected virtual void OnStateChanged(CallClientEvent.StateChanged change)
    {
    }

    private async Task WatchClientAsync(IAsyncEnumerator<CallClientEvent> events)
    {
        // Not on the constructor's stack: subclasses are told.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                if (events.Current is CallClientEvent.IncomingCall incoming)
                {
                    Watch(incoming.Session);
                }
                else if (events.Current is CallClientEvent.StateChanged change)
                {
                    OnStateChanged(change);
                }
            }
        }
        catch (Exception error)
        {
            _logger.ReadingFailed(error);
        }
        finally
        {
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Watch(ICallSession session)
    {
        if (_seen.TryAdd(session, this))
        {
            // Subscribed here and now; the watcher is told from the first event on.
            _ = WatchCallAsync(session.ReadEventsAsync().GetAsyncEnumerator(CancellationToken.None), session);
        }
    }

    private async Task WatchCallAsync(IAsyncEnumerator<CallEvent> events, ICallSession session)
    {
        try
        {
            ICallWatcher? watcher = null;
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                if (events.Current is CallEvent.Snapshot first)
                {
                    watcher = Begin(session, first.Call);
                    if (first.Call.End is { } end)
                    {
                        watcher.OnEvent(new CallEvent.Ended(end));
                    }
                }
                else
                {
                    watcher?.OnEvent(events.Current);
                }
            }

            if (session.ReplacedBy is { } heir)
            {
                // After a glare the surviving call was neither placed nor announced here (rule CALL-060).
                Watch(heir);
            }
        }
        catch (Exception error)
        {
            _logger.ReadingFailed(error);
        }
        finally
        {
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }
}
