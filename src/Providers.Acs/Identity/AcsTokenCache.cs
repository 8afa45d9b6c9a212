using Microsoft.Extensions.Logging;

namespace Calling.Providers.Acs;

/// <summary>
/// Has the vendor's token at hand: the SDK asks for a fresh one in an event that must be answered at once, so the next one is fetched well before it asks.
/// </summary>
/// <param name="fetch">Asks for a token.</param>
/// <param name="time">The only clock.</param>
/// <param name="logger">Told of what fails.</param>
internal sealed partial class AcsTokenCache(Func<CancellationToken, ValueTask<AcsToken>> fetch, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _disposing = new();
    private Task _running = Task.CompletedTask;
    private volatile AcsToken? _current;

    /// <summary>The newest token.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public AcsToken Current => _current ?? throw new InvalidOperationException("No token was fetched yet.");

    /// <summary>Fetches the first token; from here on there is always one, until its source fails for longer than it holds.</summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="CallException">As the source says.</exception>
    public async ValueTask<AcsToken> StartAsync(CancellationToken ct)
    {
        var first = await fetch(ct).ConfigureAwait(false);
        _current = first;
        _running = RunAsync(first);
        return first;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>At half of its life: the SDK asks minutes before the end, and a source that is down gets the other half to come back.</summary>
    private async Task RunAsync(AcsToken token)
    {
        var retry = FirstRetry;
        var wait = (token.ExpiresOn - time.GetUtcNow()) / 2;
        while (true)
        {
            await Task.Delay(wait > FirstRetry ? wait : FirstRetry, time, _disposing.Token).ConfigureAwait(false);
            try
            {
                token = await fetch(_disposing.Token).ConfigureAwait(false);
                _current = token;
                (retry, wait) = (FirstRetry, (token.ExpiresOn - time.GetUtcNow()) / 2);
            }
            catch (Exception failure) when (!_disposing.IsCancellationRequested)
            {
                LogFailed(logger, token.ExpiresOn, failure);
                wait = retry;
                retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "No fresh token of the vendor; the present one holds until {ExpiresOn}.")]
    private static partial void LogFailed(ILogger logger, DateTimeOffset expiresOn, Exception failure);
}
