using Calling.Effects;

namespace Calling.Clients;

/// <summary>The previews that run; they end with the sign-in at the latest (rule CALL-096).</summary>
internal sealed class PreviewTable(Releases releases)
{
    private readonly Releases _releases = releases;
    private readonly Lock _lock = new();
    private readonly HashSet<Preview> _running = [];

    /// <summary>Takes a preview in.</summary>
    /// <param name="inner">The provider's.</param>
    /// <param name="wanted">Asked once it is in: false if its sign-in ended while it started.</param>
    public IAsyncDisposable Add(IAsyncDisposable inner, Func<bool> wanted)
    {
        var preview = new Preview(this, inner);
        lock (_lock)
        {
            _running.Add(preview);
        }

        if (!wanted())
        {
            _ = preview.Stop();
        }

        return preview;
    }

    /// <summary>Stops all.</summary>
    public void Close()
    {
        Preview[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        foreach (Preview preview in running)
        {
            _ = preview.Stop();
        }
    }

    private sealed class Preview(PreviewTable table, IAsyncDisposable inner) : IAsyncDisposable
    {
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _stopping;

        public Task Stop()
        {
            if (Interlocked.Exchange(ref _stopping, 1) == 0)
            {
                table.Remove(this);
                _ = StopAsync();
            }

            return _gone.Task;
        }

        public ValueTask DisposeAsync() => new(Stop());

        private async Task StopAsync()
        {
            await table._releases.Release(inner).ConfigureAwait(false);
            _gone.SetResult();
        }
    }

    private void Remove(Preview preview)
    {
        lock (_lock)
        {
            _running.Remove(preview);
        }
    }
}
