using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Calling.Providers.Acs;

/// <summary>The vendor's identity service (version 2023-10-01), for the application's backend: makes identities, issues and revokes their tokens.</summary>
/// <remarks>
/// Any thread. Too many requests (429) are repeated as <see cref="RetryAfterHandler"/> says. Everything else that goes wrong is a <see cref="CallException"/> with the
/// vendor's code in <see cref="CallException.ProviderCode"/>: <c>AuthenticationFailed</c> (the key), <c>InvalidArgument</c> (an unknown identity, too), <c>RateLimited</c>,
/// <c>Unreachable</c>, <c>ProviderFailed</c>.
/// </remarks>
public sealed class AcsIdentityClient : IDisposable
{
    private const string Version = "api-version=2023-10-01";

    private readonly Uri _endpoint;
    private readonly HttpClient _http;

    /// <summary>Creates one; no I/O yet.</summary>
    /// <param name="endpoint">The resource, such as <c>https://my-resource.communication.azure.com</c>.</param>
    /// <param name="accessKey">A key of the resource, in base64.</param>
    /// <param name="time">The only clock; the system's if null.</param>
    /// <param name="handler">Sends the requests; disposed with this. A usual one if null.</param>
    /// <exception cref="ArgumentException">The address or the key is none.</exception>
    public AcsIdentityClient(Uri endpoint, string accessKey, TimeProvider? time = null, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback))
        {
            throw new ArgumentException($"'{endpoint}' is no https address.", nameof(endpoint));
        }

        _endpoint = endpoint;
        var signing = new HmacSigningHandler(accessKey, time)
        {
            InnerHandler = handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false },
        };
        _http = new HttpClient(new RetryAfterHandler(time) { InnerHandler = signing }) { MaxResponseContentBufferSize = 1024 * 1024 };
    }

    /// <summary>Creates one from what the vendor's portal calls a connection string: <c>endpoint=https://…/;accesskey=…</c>.</summary>
    /// <param name="connectionString">The text.</param>
    /// <param name="time">The only clock; the system's if null.</param>
    /// <exception cref="ArgumentException">It is none; the message never holds the key.</exception>
    public static AcsIdentityClient FromConnectionString(string connectionString, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return Uri.TryCreate(parts["endpoint"].FirstOrDefault(), UriKind.Absolute, out var endpoint) && parts["accesskey"].FirstOrDefault() is { } key
            ? new AcsIdentityClient(endpoint, key, time)
            : throw new ArgumentException("A connection string is 'endpoint=https://…;accesskey=…'.", nameof(connectionString));
    }

    /// <summary>Makes an identity.</summary>
    /// <param name="ct">Gives up; the identity may have been made.</param>
    /// <returns>Its id, <c>8:acs:…</c>.</returns>
    public async ValueTask<string> CreateAsync(CancellationToken ct = default) => (await CreateAsync(body: null, ct).ConfigureAwait(false)).Identity.Id;

    /// <summary>Makes an identity and its first token in one request.</summary>
    /// <param name="lifetime">How long the token is good for: 60 min to 24 h, which is the default.</param>
    /// <param name="ct">Gives up; the identity may have been made.</param>
    /// <returns>Its id, <c>8:acs:…</c>, and a token that may place calls.</returns>
    public async ValueTask<(string AcsId, AcsToken Token)> CreateWithTokenAsync(TimeSpan? lifetime = null, CancellationToken ct = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new AcsIdentityMessages.CreateRequest(AcsIdentityMessages.Voip, Minutes(lifetime)), AcsIdentityJson.Default.CreateRequest);
        var made = await CreateAsync(body, ct).ConfigureAwait(false);
        return made.AccessToken is { } token ? (made.Identity.Id, Token(token)) : throw Malformed();
    }

    /// <summary>Issues a token that may place calls (scope <c>voip</c>).</summary>
    /// <param name="acsId">The identity.</param>
    /// <param name="lifetime">How long it is good for: 60 min to 24 h, which is the default.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<AcsToken> IssueTokenAsync(string acsId, TimeSpan? lifetime = null, CancellationToken ct = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new AcsIdentityMessages.TokenRequest(AcsIdentityMessages.Voip, Minutes(lifetime)), AcsIdentityJson.Default.TokenRequest);
        var answer = await SendAsync(HttpMethod.Post, $"{Of(acsId)}/:issueAccessToken", body, ct).ConfigureAwait(false);
        return Token(Read(answer, AcsIdentityJson.Default.AccessToken));
    }

    /// <summary>Makes all tokens of an identity worthless; the vendor takes up to 15 min.</summary>
    /// <param name="acsId">The identity.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask RevokeTokensAsync(string acsId, CancellationToken ct = default) =>
        await SendAsync(HttpMethod.Post, $"{Of(acsId)}/:revokeAccessTokens", body: null, ct).ConfigureAwait(false);

    /// <summary>Deletes an identity, and its tokens with it.</summary>
    /// <param name="acsId">The identity.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask DeleteAsync(string acsId, CancellationToken ct = default) =>
        await SendAsync(HttpMethod.Delete, Of(acsId), body: null, ct).ConfigureAwait(false);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async ValueTask<AcsIdentityMessages.CreateAnswer> CreateAsync(byte[]? body, CancellationToken ct) =>
        Read(await SendAsync(HttpMethod.Post, "identities", body, ct).ConfigureAwait(false), AcsIdentityJson.Default.CreateAnswer);

    private async Task<byte[]> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(_endpoint, $"{path}?{Version}"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        try
        {
            using var response = await _http.SendAsync(request, ct).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? answer : throw Refused(response.StatusCode, answer);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new CallException(CallErrorCode.Unreachable, $"The identity service at {_endpoint} cannot be reached: {failure.Message}", failure);
        }
    }

    private static CallException Refused(HttpStatusCode status, byte[] body)
    {
        var error = AcsIdentityJson.ErrorOf(body);
        string fallback = string.Create(CultureInfo.InvariantCulture, $"http{(int)status}");
        var code = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CallErrorCode.AuthenticationFailed,
            HttpStatusCode.BadRequest or HttpStatusCode.NotFound => CallErrorCode.InvalidArgument,
            HttpStatusCode.TooManyRequests => CallErrorCode.RateLimited,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => CallErrorCode.Unreachable,
            _ => CallErrorCode.ProviderFailed,
        };
        return new CallException(code, $"The identity service refused: {error?.Message ?? fallback}") { ProviderCode = error?.Code ?? fallback };
    }

    private static T Read<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw Malformed();
        }
        catch (JsonException wrong)
        {
            throw Malformed(wrong);
        }
    }

    private static CallException Malformed(Exception? inner = null) =>
        new(CallErrorCode.ProviderFailed, "The identity service answered what cannot be read.", inner) { ProviderCode = "malformed" };

    private static AcsToken Token(AcsIdentityMessages.AccessToken token) => new(token.Token, token.ExpiresOn);

    /// <summary>An id holds colons; as they go on the wire they are signed.</summary>
    private static string Of(string acsId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(acsId);
        return $"identities/{Uri.EscapeDataString(acsId)}";
    }

    private static int? Minutes(TimeSpan? lifetime)
    {
        if (lifetime is not { } life)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(life, TimeSpan.FromMinutes(60), nameof(lifetime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(life, TimeSpan.FromHours(24), nameof(lifetime));
        return (int)life.TotalMinutes;
    }
}
