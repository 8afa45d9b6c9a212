using System.Net;
using Polly;
using Polly.Retry;

namespace Calling.Rest;

/// <summary>
/// Asks again what failed for the moment: up to three times, after what <c>Retry-After</c> says or else about 0.5, 1 and 2 s. What may have been done and must not be done
/// twice is asked again only after 429, which says that it was not done.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    /// <summary>Who is told to wait longer is told so.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ResilienceHandler(TimeProvider time)
    {
        _time = time;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => new(IsPassing(attempt.Outcome, attempt.Context.Properties.GetValue(Request, null!))),
                DelayGenerator = attempt => new(attempt.Outcome.Result is { } answer ? WaitOf(answer) : null),
                OnRetry = attempt =>
                {
                    attempt.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    private static ResiliencePropertyKey<HttpRequestMessage> Request { get; } = new("request");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, send) => await send(context.CancellationToken).ConfigureAwait(false),
                context,
                (Func<CancellationToken, Task<HttpResponseMessage>>)(ct => base.SendAsync(request, ct))).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsPassing(Outcome<HttpResponseMessage> outcome, HttpRequestMessage request) => outcome switch
    {
        { Exception: HttpRequestException } => IsRepeatable(request.Method),
        { Result: { } answer } when WaitOf(answer) > s_patience => false,
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        {
            Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        } => IsRepeatable(request.Method),
        _ => false,
    };

    private static bool IsRepeatable(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Put || method == HttpMethod.Delete;

    private TimeSpan? WaitOf(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date - _time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
