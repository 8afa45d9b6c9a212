namespace Calling.Providers.WebRtc;

/// <summary>Disposes several things: one that fails keeps none of the others open (rule CALL-096).</summary>
internal static class Release
{
    /// <summary>Disposes all; the first failure is thrown when all are through.</summary>
    public static Task AllAsync(IEnumerable<IAsyncDisposable?> things) => Task.WhenAll(things.ToList().ConvertAll(OneAsync));

    private static async Task OneAsync(IAsyncDisposable? thing)
    {
        if (thing is not null)
        {
            await thing.DisposeAsync().ConfigureAwait(false);
        }
    }
}
