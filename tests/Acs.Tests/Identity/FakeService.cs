using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Calling.Acs.Tests.Identity;

/// <summary>Answers requests as a test says, and keeps them as they would have gone on the wire.</summary>
internal sealed class FakeService(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<HttpResponseMessage>> _answers = new(answers);

    public ConcurrentQueue<Sent> Requests { get; } = new();

    public static Func<HttpResponseMessage> Answer(int status, string body = "", string? retryAfter = null) => () =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        Requests.Enqueue(new(
            $"{request.Method} {request.RequestUri!.PathAndQuery}",
            request.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct)));
        return _answers.TryDequeue(out var answer) ? answer() : throw new HttpRequestException("nobody listens");
    }

    /// <summary>One request.</summary>
    internal sealed record Sent(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public string this[string header] => Headers.GetValueOrDefault(header, "");
    }
}
