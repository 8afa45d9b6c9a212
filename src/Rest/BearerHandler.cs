using System.Net.Http.Headers;

namespace Calling.Rest;

/// <summary>Asks with a token that is good now.</summary>
internal sealed class BearerHandler(Func<CancellationToken, ValueTask<string>> getToken) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await GetAsync(cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What fails here is no fault of the service, and is not asked again.</summary>
    private async ValueTask<string> GetAsync(CancellationToken ct)
    {
        try
        {
            return await getToken(ct).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not CallException && !ct.IsCancellationRequested)
        {
            throw new CallException(CallErrorCode.Unreachable, $"There is no token to ask with: {failure.Message}", failure);
        }
    }
}
