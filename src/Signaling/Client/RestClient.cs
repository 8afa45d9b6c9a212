using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Asks the server over HTTP, and tells failures in the contract's words.</summary>
/// <param name="options">How patiently, and how much.</param>
/// <param name="what">What is asked for, for messages.</param>
/// <param name="time">The only clock.</param>
/// <param name="handler">Sends; disposed with this.</param>
internal sealed class RestClient(SignalingLineOptions options, string what, TimeProvider time, HttpMessageHandler? handler) : IDisposable
{
    // A redirect would carry the token to somebody else.
    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        MaxResponseContentBufferSize = options.MaxMessageBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends one request.</summary>
    /// <returns>What <paramref name="read"/> makes of the answer.</returns>
    /// <exception cref="CallException"><c>InvalidArgument</c>, <c>AuthenticationFailed</c>, <c>RateLimited</c>, <c>Unreachable</c>, or <c>ProviderFailed</c>.</exception>
    public async ValueTask<T> SendAsync<T>(HttpMethod method, Uri address, string token, Func<byte[], T?> read, CancellationToken ct)
        where T : class
    {
        using var patience = new CancellationTokenSource(options.CommandTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? read(body) ?? throw Failed(address, "answered what cannot be read", "malformed")
                : throw Refused(address, response.StatusCode, body);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw Unreachable(address, $"no answer within {options.CommandTimeout}", late);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Failed(address, "answered more than is taken", "tooBig");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw Unreachable(address, failure.Message, failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private CallException Refused(Uri address, HttpStatusCode status, byte[] body)
    {
        var why = Member(body, "detail");
        return status switch
        {
            HttpStatusCode.BadRequest => new(CallErrorCode.InvalidArgument, why ?? "The query is wrong."),
            HttpStatusCode.Unauthorized => new(CallErrorCode.AuthenticationFailed, why ?? "The token was refused."),
            HttpStatusCode.Forbidden => new(CallErrorCode.AuthenticationFailed, why ?? "The token does not allow it."),
            HttpStatusCode.TooManyRequests => new(CallErrorCode.RateLimited, why ?? "Too many requests."),
            HttpStatusCode.ServiceUnavailable => Unreachable(address, "it is stopping", null),
            _ => Failed(
                address,
                string.Create(CultureInfo.InvariantCulture, $"answered with HTTP status {(int)status}{(why is null ? "" : ": ")}{why}"),
                Member(body, "code") ?? string.Create(CultureInfo.InvariantCulture, $"http{(int)status}")),
        };
    }

    private CallException Unreachable(Uri address, string why, Exception? inner)
        => new(CallErrorCode.Unreachable, $"The {what} at {Place(address)} cannot be reached: {why}.", inner);

    private CallException Failed(Uri address, string why, string code)
        => new(CallErrorCode.ProviderFailed, $"The server of the {what} at {Place(address)} {why}.") { ProviderCode = code };

    /// <summary>Without the query, which says who was looked for.</summary>
    private static string Place(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>What the problem details say.</summary>
    private static string? Member(byte[] body, string name)
    {
        try
        {
            using var problem = JsonDocument.Parse(body, WireJson.DocumentOptions);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
