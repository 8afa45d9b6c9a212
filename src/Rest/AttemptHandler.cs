namespace Calling.Rest;

/// <summary>One attempt: the whole answer, and no more of it than anybody needs, or none.</summary>
/// <remarks>Refit reads bodies without a limit of length or, once the headers are there, of time.</remarks>
internal sealed class AttemptHandler(TimeProvider time) : DelegatingHandler
{
    internal const int MaxBody = 1024 * 1024;

    /// <summary>Then it counts as lost.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(MaxBody, either.Token).ConfigureAwait(false);
            return answer;
        }
        catch (OperationCanceledException stalled) when (!cancellationToken.IsCancellationRequested)
        {
            answer?.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"no whole answer within {Patience.TotalSeconds} s", stalled);
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            answer?.Dispose();
            throw new CallException(CallErrorCode.ProviderFailed, $"The service answered more than {MaxBody} bytes.", tooLong) { ProviderCode = "malformed" };
        }
        catch
        {
            answer?.Dispose();
            throw;
        }
    }
}
