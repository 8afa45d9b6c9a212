using Calling.Effects;
using Microsoft.Extensions.Logging;

namespace Calling.Events;

/// <summary>Reads a sequence and raises each item in order on a context; the next one only after the former's handlers returned.</summary>
/// <param name="context">Where handlers run; null for wherever the reading is.</param>
/// <param name="raise">Calls the handlers; must not throw.</param>
/// <param name="failed">Told why the reading ended early; must not throw.</param>
/// <param name="logger">The log.</param>
internal sealed class EventPump<TEvent>(
    SynchronizationContext? context, Action<TEvent> raise, Action<Exception> failed, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _life = new();
    private volatile bool _disposed;
    private int _started;

    /// <summary>Begins; what is raised first is the sequence's first item.</summary>
    /// <param name="source">The sequence.</param>
    /// <exception cref="InvalidOperationException">It was begun before.</exception>
    public void Start(IAsyncEnumerable<TEvent> source)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("The adapter was started before.");
        }

        // Subscribed before Start returns: what happens from now on is raised.
        _ = RunAsync(source.GetAsyncEnumerator(_life.Token), _life.Token);
    }

    /// <summary>Ends it; no handler is called after that, but for the one that is just running.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _life.Cancel();
            _life.Dispose();
        }
    }

    private async Task RunAsync(IAsyncEnumerator<TEvent> events, CancellationToken ct)
    {
        // Never on the starter's stack: handlers run on the context, or on the pool.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                TEvent item = events.Current;
                await CallAsync(() => raise(item), ct).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_disposed)
        {
            // That is how it ends.
        }
        catch (Exception error)
        {
            logger.ReadingFailed(error);
            await CallAsync(() => failed(error), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task CallAsync(Action call, CancellationToken ct)
    {
        if (context is null)
        {
            CallNow(call);
            return Task.CompletedTask;
        }

        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Post(
            _ =>
            {
                CallNow(call);
                called.SetResult();
            },
            null);
        return called.Task.WaitAsync(ct);
    }

    private void CallNow(Action call)
    {
        if (!_disposed)
        {
            call();
        }
    }
}
