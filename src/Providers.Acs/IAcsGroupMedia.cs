namespace Calling.Providers.Acs;

/// <summary>Media in groups of the vendor's. Disposing signs the SDK out.</summary>
internal interface IAcsGroupMedia : IMediaProvider, IAsyncDisposable
{
    /// <summary>Signs the SDK in, so that the first call need not wait for that; a call that finds it signed out does so by itself.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException">It cannot be done now.</exception>
    ValueTask SignInAsync(CancellationToken ct);
}
