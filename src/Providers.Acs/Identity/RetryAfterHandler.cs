using System.Net;
using System.Net.Http.Headers;

namespace Calling.Providers.Acs;

/// <summary>
/// Heeds "429 Too Many Requests": waits as long as <c>Retry-After</c> says and asks again, a few times. An answer that says to wait too long is returned as it is.
/// </summary>
/// <remarks>Put it in front of <see cref="HmacSigningHandler"/>: each attempt is dated anew. A request's content must be readable more than once.</remarks>
public sealed class RetryAfterHandler : DelegatingHandler
{
    private const int MaxAttempts = 4;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;

    /// <summary>Creates one.</summary>
    /// <param name="time">The only clock; the system's if null.</param>
    /// <param name="patience">How long one request waits altogether, at most; 30 s if null, which is the vendor's period of counting. 0 never waits.</param>
    public RetryAfterHandler(TimeProvider? time = null, TimeSpan? patience = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience ?? TimeSpan.Zero, TimeSpan.Zero, nameof(patience));
        (_time, _patience) = (time ?? TimeProvider.System, patience ?? TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var left = _patience;
        for (int attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || attempt == MaxAttempts)
            {
                return response;
            }

            var wait = WaitOf(response.Headers.RetryAfter) ?? FirstWait * Math.Pow(2, attempt - 1);
            if (wait > left)
            {
                return response;
            }

            response.Dispose();
            left -= wait;
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
