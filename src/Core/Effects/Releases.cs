using Calling.Providers;
using Microsoft.Extensions.Logging;

namespace Calling.Effects;

/// <summary>Lets go of what providers made, off the mailbox, and knows when all of it is gone.</summary>
internal sealed class Releases(CallRuntime runtime, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _pending = [];

    /// <summary>Disposes something soon.</summary>
    /// <param name="resource">What.</param>
    /// <returns>Completes when it is gone; never fails.</returns>
    public Task Release(IAsyncDisposable resource)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _pending.Add(done.Task);
        }

        runtime.Post(() => _ = DisposeAsync(resource, done));
        return done.Task;
    }

    /// <summary>Completes when everything that was let go of so far is gone.</summary>
    public Task WhenDone()
    {
        lock (_lock)
        {
            return Task.WhenAll(_pending);
        }
    }

    private async Task DisposeAsync(IAsyncDisposable resource, TaskCompletionSource done)
    {
        try
        {
            await resource.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Nobody can act on it, and what is let go of belongs to no call any more.
            logger.ReleaseFailed(error, resource.GetType().Name);
        }

        lock (_lock)
        {
            _pending.Remove(done.Task);
        }

        done.TrySetResult();
    }
}
