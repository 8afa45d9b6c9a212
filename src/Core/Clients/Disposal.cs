namespace Calling.Clients;

/// <summary>Disposes once, whoever asks and however often; everybody waits for the same end.</summary>
internal sealed class Disposal
{
    private TaskCompletionSource? _done;

    /// <summary>True once somebody has asked.</summary>
    public bool IsStarted => Volatile.Read(ref _done) is not null;

    /// <summary>Disposes unless that is under way; no lock is held meanwhile.</summary>
    /// <param name="dispose">How.</param>
    public ValueTask RunAsync(Func<Task> dispose)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _done, done, null) is { } first)
        {
            return new ValueTask(first.Task);
        }

        _ = CompleteAsync(dispose, done);
        return new ValueTask(done.Task);
    }

    private static async Task CompleteAsync(Func<Task> dispose, TaskCompletionSource done)
    {
        try
        {
            await dispose().ConfigureAwait(false);
            done.SetResult();
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }
}
