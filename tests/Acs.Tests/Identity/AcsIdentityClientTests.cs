using Calling.Providers.Acs;
using Calling.Tests;
using static Calling.Acs.Tests.Identity.FakeService;

namespace Calling.Acs.Tests.Identity;

/// <summary>The vendor's identity service, and what it refuses.</summary>
public sealed class AcsIdentityClientTests
{
    private const string Id = "8:acs:11111111-1111-1111-1111-111111111111_00000000-0000-0000-0000-000000000001";
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string Escaped = "8%3Aacs%3A11111111-1111-1111-1111-111111111111_00000000-0000-0000-0000-000000000001";
    private static readonly Uri Endpoint = new("https://my-resource.communication.azure.com");
    private static readonly DateTimeOffset Expires = new(2030, 1, 2, 4, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Each_operation_is_the_request_that_the_vendor_documents()
    {
        var service = new FakeService(
            Answer(201, $$$"""{"identity":{"id":"{{{Id}}}"}}"""),
            Answer(201, $$$"""{"identity":{"id":"{{{Id}}}"},"accessToken":{"token":"t1","expiresOn":"2030-01-02T04:04:05Z"}}"""),
            Answer(200, """{"token":"t2","expiresOn":"2030-01-02T04:04:05+00:00"}"""),
            Answer(204),
            Answer(204));
        using var client = new AcsIdentityClient(Endpoint, Key, new ManualTime(), service);
        Assert.Equal(Id, await client.CreateAsync());
        Assert.Equal((Id, new AcsToken("t1", Expires)), await client.CreateWithTokenAsync());
        Assert.Equal(new AcsToken("t2", Expires), await client.IssueTokenAsync(Id, TimeSpan.FromHours(1)));
        await client.RevokeTokensAsync(Id);
        await client.DeleteAsync(Id);
        Assert.Equal(
            [
                ("POST /identities?api-version=2023-10-01", ""),
                ("POST /identities?api-version=2023-10-01", """{"createTokenWithScopes":["voip"]}"""),
                ($"POST /identities/{Escaped}/:issueAccessToken?api-version=2023-10-01", """{"scopes":["voip"],"expiresInMinutes":60}"""),
                ($"POST /identities/{Escaped}/:revokeAccessTokens?api-version=2023-10-01", ""),
                ($"DELETE /identities/{Escaped}?api-version=2023-10-01", ""),
            ],
            service.Requests.Select(r => (r.Line, r.Body)));
        Assert.All(service.Requests, r => Assert.StartsWith("HMAC-SHA256 ", r["Authorization"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, """{"error":{"code":"Denied","message":"no"}}""", CallErrorCode.AuthenticationFailed, "Denied")]
    [InlineData(403, "", CallErrorCode.AuthenticationFailed, "http403")]
    [InlineData(400, """{"error":{"code":"InvalidScope"}}""", CallErrorCode.InvalidArgument, "InvalidScope")]
    [InlineData(404, """{"error":{"code":"IdentityNotFound","message":"who?","target":"id","innererror":{}}}""", CallErrorCode.InvalidArgument, "IdentityNotFound")]
    [InlineData(500, """{"error":null}""", CallErrorCode.ProviderFailed, "http500")]
    [InlineData(500, "<html>", CallErrorCode.ProviderFailed, "http500")]
    [InlineData(302, "", CallErrorCode.ProviderFailed, "http302")]
    [InlineData(503, """{"error":{"code":"Busy"}}""", CallErrorCode.Unreachable, "Busy")]
    [InlineData(200, "[]", CallErrorCode.ProviderFailed, "malformed")]
    [InlineData(200, """{"token":null,"expiresOn":"2030-01-02T04:04:05Z"}""", CallErrorCode.ProviderFailed, "malformed")]
    public async Task A_refusal_keeps_the_vendors_code(int status, string body, CallErrorCode code, string vendors)
    {
        using var client = new AcsIdentityClient(Endpoint, Key, new ManualTime(), new FakeService(Answer(status, body)));
        var refused = await Assert.ThrowsAsync<CallException>(() => client.IssueTokenAsync(Id).AsTask().Soon());
        Assert.Equal((code, vendors), (refused.Code, refused.ProviderCode));
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named()
    {
        using var client = new AcsIdentityClient(Endpoint, Key, new ManualTime(), new FakeService());
        var refused = await Assert.ThrowsAsync<CallException>(() => client.CreateAsync().AsTask().Soon());
        Assert.Equal(CallErrorCode.Unreachable, refused.Code);
        Assert.Contains("my-resource.communication.azure.com", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Wed, 02 Jan 2030 03:04:14 GMT", 9)]
    [InlineData("Wed, 02 Jan 2030 03:04:01 GMT", 0)]
    [InlineData(null, 1)]
    public async Task Too_many_requests_are_repeated_when_the_service_says(string? after, int seconds)
    {
        var time = new ManualTime();
        var service = new FakeService(Answer(429, retryAfter: after), Answer(204));
        using var client = new AcsIdentityClient(Endpoint, Key, time, service);
        var deleting = client.DeleteAsync(Id).AsTask();
        if (seconds > 0)
        {
            await Until.True(() => time.TimerCount > 0 && time.Next <= TimeSpan.FromSeconds(seconds));
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Single(service.Requests);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await deleting.Soon();
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData("31", 1)]
    [InlineData("20", 2)]
    [InlineData("0", 4)]
    public async Task Patience_has_an_end(string after, int requests)
    {
        var time = new ManualTime();
        var service = new FakeService([.. Enumerable.Repeat(Answer(429, """{"error":{"code":"TooManyRequests"}}""", after), 10)]);
        using var client = new AcsIdentityClient(Endpoint, Key, time, service);
        var creating = client.CreateAsync().AsTask();
        for (int waited = 0; waited < requests - 1 && after != "0"; waited++)
        {
            await Until.True(() => time.Next <= TimeSpan.FromSeconds(20));
            time.Advance(TimeSpan.FromSeconds(20));
        }

        var refused = await Assert.ThrowsAsync<CallException>(() => creating.Soon());
        Assert.Equal((CallErrorCode.RateLimited, "TooManyRequests"), (refused.Code, refused.ProviderCode));
        Assert.Equal(requests, service.Requests.Count);
    }

    [Theory]
    [InlineData(59)]
    [InlineData(1441)]
    public async Task A_lifetime_that_the_vendor_would_refuse_is_not_sent(int minutes)
    {
        var service = new FakeService();
        using var client = new AcsIdentityClient(Endpoint, Key, new ManualTime(), service);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.IssueTokenAsync(Id, TimeSpan.FromMinutes(minutes)).AsTask());
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData($"endpoint=https://my-resource.communication.azure.com/;accesskey={Key}", true)]
    [InlineData($"AccessKey={Key}; Endpoint=https://my-resource.communication.azure.com", true)]
    [InlineData("endpoint=https://my-resource.communication.azure.com/", false)]
    [InlineData($"endpoint=http://my-resource.communication.azure.com/;accesskey={Key}", false)]
    [InlineData($"accesskey={Key}", false)]
    public void A_connection_string_is_one_or_is_refused(string text, bool good)
    {
        var wrong = Record.Exception(() => AcsIdentityClient.FromConnectionString(text).Dispose());
        Assert.Equal(good, wrong is null);
        Assert.DoesNotContain(Key, wrong?.Message ?? "", StringComparison.Ordinal);
    }
}
