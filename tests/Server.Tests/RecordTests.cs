using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

/// <summary>Call records over HTTP (rule CALL-131).</summary>
public class RecordTests
{
    [Fact]
    public async Task CALL_131_a_user_reads_the_own_records_in_pages_and_nobody_elses()
    {
        await using var rig = await ServerRig.StartAsync();
        await CallAsync(rig, 3);
        var first = await GetAsync(rig, "?limit=2", rig.Token("bob"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (first.Status, first.Type));
        Assert.Equal(["c2", "c1"], first.Page!.Records.Select(r => r.CallId));
        var record = first.Page.Records[0];
        Assert.Equal(("alice", "alice", rig.Time.GetUtcNow()), (record.Caller, record.EndedBy, record.EndedAt));
        Assert.Equal([new CallRecordEntry("bob", CallOutcome.Cancelled)], record.Invitations);
        var second = await GetAsync(rig, $"?limit=2&after={first.Page.Continuation}", rig.Token("bob"));
        Assert.Equal(["c0"], second.Page!.Records.Select(r => r.CallId));
        Assert.Null(second.Page.Continuation);
        Assert.Empty((await GetAsync(rig, "", rig.Token("mallory"))).Page!.Records);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("from=2030-01-02T03:04:05Z", 3)]
    [InlineData("from=2030-01-02T05:04:06%2B02:00", 2)]
    [InlineData("from=2030-01-02T03:04:05.5000000Z", 2)]
    [InlineData("until=2030-01-02T03:04:06Z", 1)]
    [InlineData("from=2030-01-02T03:04:06Z&until=2030-01-02T03:04:07Z", 1)]
    [InlineData("from=2031-01-01T00:00:00-08:00", 0)]
    public async Task CALL_131_records_of_a_time(string query, int count)
    {
        await using var rig = await ServerRig.StartAsync();
        await CallAsync(rig, 3);
        Assert.Equal(count, (await GetAsync(rig, $"?{query}", rig.Token("alice"))).Page!.Records.Count);
    }

    [Theory]
    [InlineData("limit=0", "page size")]
    [InlineData("limit=101", "page size")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2030-01-02", "from")]
    [InlineData("until=2030-01-02T03:04:05", "until")]
    [InlineData("after=", "continuation")]
    [InlineData("after=x", "continuation")]
    public async Task CALL_131_a_wrong_query_is_explained(string query, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        var answer = await GetAsync(rig, $"?{query}", rig.Token("alice"));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Contains(words, JsonNode.Parse(answer.Body)!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("expired")]
    public async Task CALL_131_without_a_good_token_nothing_is_read(string? token)
    {
        await using var rig = await ServerRig.StartAsync();
        if (token == "expired")
        {
            token = rig.Token("alice", lifetime: TimeSpan.FromMinutes(1));
            rig.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var answer = await GetAsync(rig, "", token);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.Status, answer.Type));
        Assert.DoesNotContain("records", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_131_too_many_requests_are_refused_by_address_and_by_user(bool byAddress)
    {
        await using var rig = await ServerRig.StartAsync(o =>
        {
            (byAddress ? o.Connects : o.PerUser).Burst = 2;
        });
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(rig, "", rig.Token("alice"))).Status);
        }

        var answer = await GetAsync(rig, "", rig.Token("alice"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal(byAddress ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, (await GetAsync(rig, "", rig.Token("bob"))).Status);
    }

    [Fact]
    public async Task CALL_131_a_line_reads_them_with_its_present_token()
    {
        await using var rig = await ServerRig.StartAsync();
        await CallAsync(rig, 3);
        await using var line = await SignalingLine.ConnectAsync(
            new SignalingLineOptions { Server = rig.Address },
            CallCredential.FromToken("alice", rig.Token("alice", lifetime: TimeSpan.FromMinutes(5)), "tablet"),
            new Deaf(),
            _ => new NoMedia(),
            TimeProvider.System).Soon();
        var page = await line.ReadRecordsAsync(new() { PageSize = 2 }).Soon();
        Assert.Equal(["c2", "c1"], page.Records.Select(r => r.CallId));
        page = await line.ReadRecordsAsync(new() { PageSize = 2, Continuation = page.Continuation, From = page.Records[1].StartedAt - TimeSpan.FromHours(1) }).Soon();
        Assert.Equal(["c0"], page.Records.Select(r => r.CallId));
        var wrong = await Assert.ThrowsAsync<CallException>(() => line.ReadRecordsAsync(new() { Continuation = "x" }).AsTask().Soon());
        Assert.Equal(CallErrorCode.InvalidArgument, wrong.Code);

        await line.RenewAsync(rig.Token("alice")).AsTask().Soon();
        rig.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(3, (await line.ReadRecordsAsync(new()).Soon()).Records.Count);
    }

    /// <summary>Alice calls Bob, who is not there, and takes it back; a second apart.</summary>
    private static async Task CallAsync(ServerRig rig, int count)
    {
        var alice = await rig.SignInAsync("alice");
        for (int i = 0; i < count; i++)
        {
            Assert.IsType<CommandResult.Done>(await alice.PlaceAsync($"c{i}", "bob"));
            Assert.IsType<CommandResult.Done>(await alice.AskAsync(new CallCommand.CancelCall($"c{i}", alice.NextId())));
            if (i < count - 1)
            {
                rig.Time.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Body, CallRecordPage? Page)> GetAsync(ServerRig rig, string query, string? token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{rig.Address}/records{query}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request).Soon();
        var body = await response.Content.ReadAsByteArrayAsync().Soon();
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, System.Text.Encoding.UTF8.GetString(body), WireCodec.DecodeRecords(body));
    }

    private sealed class Deaf : ICallLineObserver
    {
        public void OnSignal(LineSignal signal)
        {
        }
    }

    private sealed class NoMedia : IMediaProvider
    {
        public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => throw new NotSupportedException();

        public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => throw new NotSupportedException();
    }
}
