using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Calling.Signaling;
using Calling.Signaling.Client;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Server.Tests;

/// <summary>Users' identities at media vendors over HTTP.</summary>
public sealed class IdentityTests
{
    private readonly FakeVendor _vendor = new();

    [Fact]
    public async Task A_signed_in_user_gets_a_token_for_the_own_identity()
    {
        await using var rig = await StartAsync();
        var answer = await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.Type));
        Assert.Equal("no-store", answer.Caching);
        Assert.Equal("""{"vendorId":"id-of-alice","token":"token-of-alice","expiresOn":"2030-01-02T04:04:05+00:00"}""", answer.Body);
    }

    [Theory]
    [InlineData("?user=alice", """{"identities":[{"userId":"alice","vendorId":"id-of-alice"}]}""")]
    [InlineData("?id=id-of-alice", """{"identities":[{"userId":"alice","vendorId":"id-of-alice"}]}""")]
    [InlineData("?user=bob", """{"identities":[]}""")]
    [InlineData("?id=8%3Aacs%3Anobody", """{"identities":[]}""")]
    public async Task Whoever_is_signed_in_finds_identities_and_makes_none(string query, string found)
    {
        await using var rig = await StartAsync();
        await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"));
        var answer = await SendAsync(rig, HttpMethod.Get, $"/fake{query}", rig.Token("mallory"));
        Assert.Equal((HttpStatusCode.OK, found), (answer.Status, answer.Body));
        Assert.Equal(["alice"], _vendor.Users);
    }

    [Theory]
    [InlineData("GET", "/fake", "user")]
    [InlineData("GET", "/fake?user=a&id=b", "user")]
    [InlineData("GET", "/fake?user=a&user=b", "user")]
    [InlineData("GET", "/fake?user=", "user")]
    [InlineData("GET", "/fake?user=a%20b", "user")]
    [InlineData("GET", "/fake?id=", "id")]
    [InlineData("GET", "/fake?id=LONG", "id")]
    public async Task A_wrong_query_is_explained(string method, string path, string words)
    {
        await using var rig = await StartAsync();
        var answer = await SendAsync(rig, new(method), path.Replace("LONG", new string('x', 257), StringComparison.Ordinal), rig.Token("alice"));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Contains(words, Detail(answer.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/other?user=alice", HttpStatusCode.NotFound)]
    [InlineData("POST", "/other/token", HttpStatusCode.NotFound)]
    [InlineData("POST", "/fake", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/fake/token", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_there_is_not_there(string method, string path, HttpStatusCode status)
    {
        await using var rig = await StartAsync();
        Assert.Equal(status, (await SendAsync(rig, new(method), path, rig.Token("alice"))).Status);
    }

    [Theory]
    [InlineData("POST", "/fake/token", null)]
    [InlineData("POST", "/fake/token", "nonsense")]
    [InlineData("GET", "/fake?user=alice", "")]
    [InlineData("GET", "/other?user=alice", "nonsense")]
    public async Task Without_a_good_token_nothing_is_told(string method, string path, string? token)
    {
        await using var rig = await StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, new(method), path, token)).Status);
        Assert.Empty(_vendor.Users);
    }

    [Fact]
    public async Task Tokens_are_counted_by_user_apart_from_everything_else()
    {
        await using var rig = await StartAsync(o => o.VendorTokens.Burst = 2);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Get, "/fake?user=alice", rig.Token("alice"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("bob"))).Status);
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"))).Status);
    }

    [Theory]
    [InlineData(CallErrorCode.RateLimited, "Throttled", HttpStatusCode.TooManyRequests)]
    [InlineData(CallErrorCode.NotAllowed, null, HttpStatusCode.Forbidden)]
    [InlineData(CallErrorCode.AuthenticationFailed, "Denied", HttpStatusCode.BadGateway)]
    [InlineData(CallErrorCode.InvalidArgument, "NoSuchIdentity", HttpStatusCode.BadGateway)]
    [InlineData(CallErrorCode.Unreachable, null, HttpStatusCode.BadGateway)]
    public async Task A_vendor_that_fails_is_told_by_its_code_and_never_by_its_words(CallErrorCode code, string? vendors, HttpStatusCode status)
    {
        _vendor.Failure = new CallException(code, "the access key is 123") { ProviderCode = vendors };
        await using var rig = await StartAsync();
        var answer = await SendAsync(rig, HttpMethod.Post, "/fake/token", rig.Token("alice"));
        Assert.Equal((status, vendors), (answer.Status, JsonNode.Parse(answer.Body)!["code"]?.GetValue<string>()));
        Assert.DoesNotContain("123", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_applications_code_costs_that_request_alone()
    {
        _vendor.Failure = new InvalidOperationException("mistake");
        await using var rig = await StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, (await SendAsync(rig, HttpMethod.Get, "/fake?user=alice", rig.Token("alice"))).Status);
        await rig.AssertAliveAsync();
    }

    [Fact]
    public async Task The_client_reads_what_the_server_writes()
    {
        await using var rig = await StartAsync();
        using var client = new VendorIdentitiesClient(new() { Server = rig.Address }, "fake", TimeProvider.System);
        Assert.Equal(
            new VendorToken("id-of-alice", "token-of-alice", new(2030, 1, 2, 4, 4, 5, TimeSpan.Zero)),
            await client.GetTokenAsync(rig.Token("alice")).Soon());
        Assert.Equal("id-of-alice", await client.FindVendorIdAsync(rig.Token("bob"), "alice").Soon());
        Assert.Equal("alice", await client.FindUserIdAsync(rig.Token("bob"), "id-of-alice").Soon());
        Assert.Null(await client.FindVendorIdAsync(rig.Token("bob"), "carol").Soon());
        Assert.Null(await client.FindUserIdAsync(rig.Token("bob"), "id of/no?body&").Soon());
        var refused = await Assert.ThrowsAsync<CallException>(() => client.FindVendorIdAsync("nonsense", "alice").Soon());
        Assert.Equal(CallErrorCode.AuthenticationFailed, refused.Code);
        Assert.DoesNotContain("token-of", (await client.GetTokenAsync(rig.Token("alice")).Soon()).ToString(), StringComparison.Ordinal);

        using var other = new VendorIdentitiesClient(new() { Server = rig.Address }, "other", TimeProvider.System);
        var unknown = await Assert.ThrowsAsync<CallException>(() => other.GetTokenAsync(rig.Token("alice")).Soon());
        Assert.Equal((CallErrorCode.ProviderFailed, "http404"), (unknown.Code, unknown.ProviderCode));
    }

    private Task<ServerRig> StartAsync(Action<CallingServerOptions>? configure = null) =>
        ServerRig.StartAsync(configure, web => web.Services.AddSingleton<IVendorIdentities>(_vendor));

    private static string Detail(string body) => JsonNode.Parse(body)!["detail"]!.GetValue<string>();

    private static async Task<Answer> SendAsync(ServerRig rig, HttpMethod method, string path, string? token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{rig.Address}/identities{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request).Soon();
        return new(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.CacheControl?.ToString(),
            await response.Content.ReadAsStringAsync().Soon());
    }

    private sealed record Answer(HttpStatusCode Status, string? Type, string? Caching, string Body);

    private sealed class FakeVendor : IVendorIdentities
    {
        public List<string> Users { get; } = [];

        public Exception? Failure { get; set; }

        public string Vendor => "fake";

        public ValueTask<VendorToken> IssueAsync(string userId, CancellationToken ct)
        {
            Fail();
            Users.Add(userId);
            return ValueTask.FromResult(new VendorToken($"id-of-{userId}", $"token-of-{userId}", new(2030, 1, 2, 4, 4, 5, TimeSpan.Zero)));
        }

        public ValueTask<string?> FindVendorIdAsync(string userId, CancellationToken ct)
        {
            Fail();
            return ValueTask.FromResult(Users.Contains(userId) ? $"id-of-{userId}" : null);
        }

        public ValueTask<string?> FindUserIdAsync(string vendorId, CancellationToken ct)
        {
            Fail();
            return ValueTask.FromResult(Users.Find(u => vendorId == $"id-of-{u}"));
        }

        private void Fail()
        {
            if (Failure is not null)
            {
                throw Failure;
            }
        }
    }
}
