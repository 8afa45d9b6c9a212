namespace Calling.Providers.WebRtc.Engines;

/// <summary>What an engine has made and is still there: connections and tracks, which end with it. Any thread.</summary>
internal sealed class LiveParts : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<IAsyncDisposable> _alive = [];
    private bool _disposed;

    /// <summary>Keeps what was made, until it is forgotten.</summary>
    /// <param name="made">It.</param>
    /// <param name="engine">Whose it is.</param>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public T Keep<T>(T made, object engine)
        where T : IAsyncDisposable
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, engine);
            _alive.Add(made);
        }

        return made;
    }

    /// <summary>It has ended by itself.</summary>
    public void Forget(IAsyncDisposable ended)
    {
        lock (_gate)
        {
            _alive.Remove(ended);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        IAsyncDisposable[] alive;
        lock (_gate)
        {
            _disposed = true;
            alive = [.. _alive];
            _alive.Clear();
        }

        await Task.WhenAll(alive.Select(one => one.DisposeAsync().AsTask())).ConfigureAwait(false);
    }
}
