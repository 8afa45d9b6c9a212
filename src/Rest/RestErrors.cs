using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Calling.Rest;

/// <summary>Says in the contract's words what a service refused.</summary>
internal static class RestErrors
{
    /// <summary>What is wrong with an answer; null if nothing is.</summary>
    public static async ValueTask<Exception?> OfAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            // Only what has nothing to say is silent.
            return response.StatusCode != HttpStatusCode.NoContent && response.Content.Headers.ContentLength == 0 ? Malformed(null) : null;
        }

        var (code, words) = Explanation(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false));
        string status = string.Create(CultureInfo.InvariantCulture, $"http{(int)response.StatusCode}");
        var kind = response.StatusCode switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.NotFound => CallErrorCode.InvalidArgument,
            HttpStatusCode.Unauthorized => CallErrorCode.AuthenticationFailed,
            HttpStatusCode.Forbidden => CallErrorCode.NotAllowed,
            HttpStatusCode.TooManyRequests => CallErrorCode.RateLimited,
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => CallErrorCode.Unreachable,
            _ => CallErrorCode.ProviderFailed,
        };
        return new CallException(kind, words ?? $"The service answered {status}.") { ProviderCode = code ?? status };
    }

    /// <summary>Nothing came back; or it has been said already what is wrong.</summary>
    public static Exception Lost(HttpRequestMessage request, Exception failure, CancellationToken ct) => failure is CallException || ct.IsCancellationRequested
        ? failure
        : new CallException(CallErrorCode.Unreachable, $"The service at {request.RequestUri?.GetLeftPart(UriPartial.Authority)} cannot be reached: {failure.Message}", failure);

    /// <summary>What came back is not what was asked for.</summary>
    public static ValueTask<Exception?> MalformedAsync(HttpResponseMessage response, Exception failure) =>
        new(Malformed(failure));

    private static CallException Malformed(Exception? failure) =>
        new(CallErrorCode.ProviderFailed, "The service answered what cannot be read.", failure) { ProviderCode = "malformed" };

    /// <summary>Problem details of our server (<c>code</c>, <c>detail</c>), or the vendor's <c>error</c> with <c>code</c> and <c>message</c>.</summary>
    private static (string? Code, string? Words) Explanation(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? (null, null)
                : root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? (Text(error, "code"), Text(error, "message"))
                : (Text(root, "code"), Text(root, "detail"));
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
