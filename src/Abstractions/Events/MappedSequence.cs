namespace Calling;

/// <summary>
/// A sequence seen through a function; what it maps to null is left out. Unlike an iterator it subscribes to its source in
/// <c>GetAsyncEnumerator</c>, which is the moment from which a reader misses nothing.
/// </summary>
internal sealed class MappedSequence<TSource, TResult>(IAsyncEnumerable<TSource> source, Func<TSource, TResult?> map) : IAsyncEnumerable<TResult>
    where TResult : class
{
    /// <inheritdoc/>
    public IAsyncEnumerator<TResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new Enumerator(source.GetAsyncEnumerator(cancellationToken), map);

    private sealed class Enumerator(IAsyncEnumerator<TSource> inner, Func<TSource, TResult?> map) : IAsyncEnumerator<TResult>
    {
        public TResult Current { get; private set; } = null!;

        public async ValueTask<bool> MoveNextAsync()
        {
            while (await inner.MoveNextAsync().ConfigureAwait(false))
            {
                if (map(inner.Current) is { } result)
                {
                    Current = result;
                    return true;
                }
            }

            return false;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
