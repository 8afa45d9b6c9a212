using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Calling.Signaling.Wire;

namespace Calling.Signaling.Client;

/// <summary>Reads call records over HTTP (docs/protocol.md, section 9).</summary>
internal sealed class RecordsClient : IDisposable
{
    private readonly SignalingLineOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public RecordsClient(SignalingLineOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        (_options, _time) = (options, time);

        // A redirect would carry the token to somebody else.
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            MaxResponseContentBufferSize = options.MaxMessageBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="CallException">As <see cref="SignalingLine.ReadRecordsAsync"/>.</exception>
    public async ValueTask<CallRecordPage> ReadAsync(string token, CallRecordQuery query, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(_options.CommandTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(query));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? WireCodec.DecodeRecords(body) ?? throw Failed("answered what is no page of records", "malformed")
                : throw Refused(response.StatusCode, body);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {_options.CommandTimeout}", late);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw Failed("answered more than is taken", "tooBig");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ObjectDisposedException)
        {
            throw Unreachable(failure.Message, failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private Uri Address(CallRecordQuery query)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"limit={query.PageSize}") };
        Add("from", query.From?.ToString("o", CultureInfo.InvariantCulture));
        Add("until", query.Until?.ToString("o", CultureInfo.InvariantCulture));
        Add("after", query.Continuation);
        return new UriBuilder(_options.Records) { Query = string.Join('&', parts) }.Uri;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }

    private CallException Refused(HttpStatusCode status, byte[] body)
    {
        var why = Explanation(body);
        return status switch
        {
            HttpStatusCode.BadRequest => new(CallErrorCode.InvalidArgument, why ?? "The query is wrong."),
            HttpStatusCode.Unauthorized => new(CallErrorCode.AuthenticationFailed, why ?? "The token was refused."),
            HttpStatusCode.TooManyRequests => new(CallErrorCode.RateLimited, why ?? "Too many requests."),
            HttpStatusCode.ServiceUnavailable => Unreachable("it is stopping", null),
            _ => Failed(
                string.Create(CultureInfo.InvariantCulture, $"answered with HTTP status {(int)status}"),
                string.Create(CultureInfo.InvariantCulture, $"http{(int)status}")),
        };
    }

    private CallException Unreachable(string why, Exception? inner)
        => new(CallErrorCode.Unreachable, $"The call records at {_options.Records} cannot be reached: {why}.", inner);

    private CallException Failed(string why, string code)
        => new(CallErrorCode.ProviderFailed, $"The server of the call records at {_options.Records} {why}.") { ProviderCode = code };

    /// <summary>What the problem details say to people.</summary>
    private static string? Explanation(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body, WireJson.DocumentOptions);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                && problem.RootElement.TryGetProperty("detail", out var detail)
                && detail.ValueKind == JsonValueKind.String
                    ? detail.GetString()
                    : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
