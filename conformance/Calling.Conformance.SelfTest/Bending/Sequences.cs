using System.Runtime.CompilerServices;

namespace Calling.Conformance.SelfTest;

/// <summary>Event streams that say something else.</summary>
internal static class Sequences
{
    /// <summary>Puts any number of items in place of each.</summary>
    /// <typeparam name="T">What.</typeparam>
    /// <param name="items">The sound stream.</param>
    /// <param name="bend">What comes in place of one.</param>
    /// <param name="ct">Stops reading.</param>
    public static async IAsyncEnumerable<T> Each<T>(
        this IAsyncEnumerable<T> items, Func<T, IEnumerable<T>> bend, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var item in items.WithCancellation(ct).ConfigureAwait(false))
        {
            foreach (var bent in bend(item))
            {
                yield return bent;
            }
        }
    }
}
