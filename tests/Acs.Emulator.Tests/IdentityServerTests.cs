using System.Text.Json;

namespace Calling.Acs.Emulator.Tests;

public sealed class IdentityServerTests : IAsyncLifetime
{
    private readonly Stage _stage = new();
    private EmulatedIdentityServer _server = null!;
    private Rest _rest = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await EmulatedIdentityServer.StartAsync(_stage.Cloud);
        _rest = new Rest(_server, _stage.Time);
    }

    public async ValueTask DisposeAsync()
    {
        _rest.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_identity_is_made_without_and_with_a_token()
    {
        var (status, body, _) = await _rest.SendAsync(HttpMethod.Post, "/identities");
        Assert.Equal(201, status);
        Assert.StartsWith("8:acs:", body.GetProperty("identity").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.False(body.TryGetProperty("accessToken", out _));

        (status, body, _) = await _rest.SendAsync(HttpMethod.Post, "/identities", """{"createTokenWithScopes":["voip"],"expiresInMinutes":60}""");
        var token = body.GetProperty("accessToken");
        Assert.Equal(201, status);
        Assert.Equal(_stage.Time.GetUtcNow().AddHours(1), token.GetProperty("expiresOn").GetDateTimeOffset());
        Assert.EndsWith("Z", token.GetProperty("expiresOn").GetString(), StringComparison.Ordinal);
        await AcceptsAsync(token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_is_issued_whether_the_id_is_escaped_or_not(bool escaped)
    {
        string id = _stage.Cloud.CreateIdentity();
        var (status, body, _) = await _rest.SendAsync(HttpMethod.Post, $"/identities/{(escaped ? Uri.EscapeDataString(id) : id)}/:issueAccessToken", """{"scopes":["voip"]}""");
        Assert.Equal(200, status);
        Assert.Equal(_stage.Time.GetUtcNow().AddHours(24), body.GetProperty("expiresOn").GetDateTimeOffset());
        await AcceptsAsync(body);
    }

    [Fact]
    public async Task Tokens_are_revoked_and_identities_deleted()
    {
        string id = _stage.Cloud.CreateIdentity();
        var token = (await _rest.SendAsync(HttpMethod.Post, $"/identities/{id}/:issueAccessToken", """{"scopes":["voip"]}""")).Body;
        Assert.Equal(204, (await _rest.SendAsync(HttpMethod.Post, $"/identities/{id}/:revokeAccessTokens")).Status);
        await Assert.ThrowsAsync<ArgumentException>(() => AcceptsAsync(token));

        Assert.Equal(204, (await _rest.SendAsync(HttpMethod.Delete, $"/identities/{id}")).Status);
        Assert.Equal(404, (await _rest.SendAsync(HttpMethod.Delete, $"/identities/{id}")).Status);
        await RefusedAsync(404, "IdentityNotFound", HttpMethod.Post, $"/identities/{id}/:issueAccessToken", """{"scopes":["voip"]}""");
    }

    [Fact]
    public async Task A_token_for_chat_is_not_good_for_calls()
    {
        var (status, body, _) = await _rest.SendAsync(HttpMethod.Post, "/identities", """{"createTokenWithScopes":["chat"]}""");
        Assert.Equal(201, status);
        await Assert.ThrowsAsync<ArgumentException>(() => AcceptsAsync(body.GetProperty("accessToken")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"scopes\":")]
    [InlineData("{\"scopes\":[]}")]
    [InlineData("{\"scopes\":\"voip\"}")]
    [InlineData("{\"scopes\":[\"flying\"]}")]
    [InlineData("{\"scopes\":[\"voip\"],\"expiresInMinutes\":59}")]
    [InlineData("{\"scopes\":[\"voip\"],\"expiresInMinutes\":1441}")]
    [InlineData("{\"scopes\":[\"voip\"],\"expiresInMinutes\":\"60\"}")]
    public async Task A_body_that_is_wrong_is_refused(string body) =>
        await RefusedAsync(400, "ValidationError", HttpMethod.Post, $"/identities/{_stage.Cloud.CreateIdentity()}/:issueAccessToken", body);

    [Fact]
    public async Task What_is_not_signed_rightly_is_refused_and_does_nothing()
    {
        string id = _stage.Cloud.CreateIdentity();
        await DeniedAsync(() => _rest.Spoil = request => request.Headers.Remove("Authorization"));
        await DeniedAsync(() => _rest.Spoil = request => request.Headers.Remove("x-ms-date"));
        await DeniedAsync(() => _rest.Spoil = request => request.Headers.Remove("x-ms-content-sha256"));
        await DeniedAsync(() => _rest.Spoil = request => request.Content = new StringContent("other"));
        await DeniedAsync(() => _rest.Spoil = request => request.RequestUri = new Uri($"/identities/{id}?api-version=2023-10-01&more", UriKind.Relative));
        await DeniedAsync(() => _rest.Skew = TimeSpan.FromMinutes(6));
        await DeniedAsync(() => _rest.Skew = -TimeSpan.FromMinutes(6));
        await DeniedAsync(() => _rest.Key = Convert.ToBase64String("another key"u8));
        _rest.Key = _server.AccessKey;
        Assert.Equal(204, (await _rest.SendAsync(HttpMethod.Delete, $"/identities/{id}")).Status);
        Assert.Equal(9, _server.Requests);

        async Task DeniedAsync(Action spoil)
        {
            spoil();
            await RefusedAsync(401, "Denied", HttpMethod.Delete, $"/identities/{id}");
            (_rest.Spoil, _rest.Skew) = (null, TimeSpan.Zero);
        }
    }

    [Theory]
    [InlineData("", "MissingApiVersionParameter")]
    [InlineData("?api-version=2019-01-01", "UnsupportedApiVersionValue")]
    public async Task The_version_is_checked(string version, string code) =>
        await RefusedAsync(400, code, HttpMethod.Post, "/identities", version: version);

    [Fact]
    public async Task The_next_requests_may_be_too_many()
    {
        _server.RefuseNext(2, TimeSpan.FromSeconds(7));
        for (int i = 0; i < 2; i++)
        {
            var (status, body, headers) = await _rest.SendAsync(HttpMethod.Post, "/identities");
            Assert.Equal((429, TimeSpan.FromSeconds(7)), (status, headers.RetryAfter!.Delta));
            Assert.Equal("TooManyRequests", body.GetProperty("error").GetProperty("code").GetString());
        }

        Assert.Equal(201, (await _rest.SendAsync(HttpMethod.Post, "/identities")).Status);
    }

    [Fact]
    public async Task What_there_is_not_is_not_found() => await RefusedAsync(404, "NotFound", HttpMethod.Get, "/identities");

    private async Task RefusedAsync(int expected, string code, HttpMethod method, string path, string body = "", string version = "?api-version=2023-10-01")
    {
        var (status, answer, _) = await _rest.SendAsync(method, path, body, version);
        var error = answer.GetProperty("error");
        Assert.Equal((expected, code), (status, error.GetProperty("code").GetString()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    private async Task AcceptsAsync(JsonElement token)
    {
        var client = _stage.Cloud.Device("one").CreateClient(new CallClientOptions());
        (await client.CreateCallAgentAsync(new CallTokenCredential(token.GetProperty("token").GetString()!)).Soon()).Dispose();
    }
}
