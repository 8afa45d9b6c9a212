using System.Net;
using System.Text;
using Calling.Signaling.Client;
using Calling.Signaling.Tests.Wire;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

/// <summary>Call records over HTTP (rule CALL-131).</summary>
public sealed class RecordsClientTests
{
    private static readonly SignalingLineOptions Options = new() { Server = new Uri("wss://calls.example.com/calling/") };

    [Fact]
    public async Task CALL_131_a_query_is_asked_for_with_the_token_and_answered_with_a_page()
    {
        HttpRequestMessage? seen = null;
        var page = await ReadAsync(new() { From = new(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), PageSize = 7, Continuation = "a/b+c=" }, request =>
        {
            seen = request;
            return Response(HttpStatusCode.OK, WireCodec.Encode(Samples.Records));
        });
        Assert.Equivalent(Samples.Records, page, strict: true);
        Assert.Equal(
            "https://calls.example.com/calling/records?limit=7&from=2030-01-02T03%3A04%3A05.0000000%2B02%3A00&after=a%2Fb%2Bc%3D",
            seen!.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer token-1", seen.Headers.Authorization!.ToString());
    }

    [Theory]
    [InlineData(400, "{\"detail\":\"No such page.\"}", CallErrorCode.InvalidArgument, "No such page.", null)]
    [InlineData(400, "nonsense", CallErrorCode.InvalidArgument, "The query is wrong.", null)]
    [InlineData(401, "{\"detail\":7}", CallErrorCode.AuthenticationFailed, "refused", null)]
    [InlineData(429, "[]", CallErrorCode.RateLimited, "Too many", null)]
    [InlineData(503, "", CallErrorCode.Unreachable, "stopping", null)]
    [InlineData(500, "", CallErrorCode.ProviderFailed, "500", "http500")]
    [InlineData(302, "", CallErrorCode.ProviderFailed, "302", "http302")]
    [InlineData(200, "{\"records\":7}", CallErrorCode.ProviderFailed, "cannot be read", "malformed")]
    public async Task CALL_131_a_refusal_is_told_in_the_contracts_words(int status, string body, CallErrorCode code, string words, string? provider)
    {
        var failure = await Assert.ThrowsAsync<CallException>(
            () => ReadAsync(new(), _ => Response((HttpStatusCode)status, Encoding.UTF8.GetBytes(body))));
        Assert.Equal((code, provider), (failure.Code, failure.ProviderCode));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_131_a_server_that_cannot_be_reached_is_named()
    {
        var failure = await Assert.ThrowsAsync<CallException>(() => ReadAsync(new(), _ => throw new HttpRequestException("connection refused")));
        Assert.Equal(CallErrorCode.Unreachable, failure.Code);
        Assert.Contains("https://calls.example.com/calling/records", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_131_a_server_that_does_not_answer_is_given_up()
    {
        var time = new ManualTime();
        using var client = new RecordsClient(Options, time, new Handler(async (_, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return null!;
        }));
        var reading = client.ReadAsync("token-1", new(), default).AsTask();
        await Until.True(() => time.TimerCount == 1);
        time.Advance(Options.CommandTimeout);
        Assert.Equal(CallErrorCode.Unreachable, (await Assert.ThrowsAsync<CallException>(() => reading.Soon())).Code);
    }

    [Fact]
    public async Task CALL_131_whoever_asks_may_give_up()
    {
        using var patience = new CancellationTokenSource();
        using var client = new RecordsClient(Options, new ManualTime(), new Handler(async (_, ct) =>
        {
            await patience.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            return null!;
        }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ReadAsync("token-1", new(), patience.Token).AsTask().Soon());
    }

    private static async Task<CallRecordPage> ReadAsync(CallRecordQuery query, Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var client = new RecordsClient(Options, new ManualTime(), new Handler((request, _) => Task.FromResult(answer(request))));
        return await client.ReadAsync("token-1", query, default).AsTask().Soon();
    }

    private static HttpResponseMessage Response(HttpStatusCode status, byte[] body) => new(status) { Content = new ByteArrayContent(body) };

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => answer(request, ct);
    }
}
