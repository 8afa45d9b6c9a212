using System.Net;
using Calling.Providers.Acs;
using Calling.Server;
using Calling.Signaling;
using Calling.Signaling.Client;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;
using static Calling.Acs.Tests.Identity.FakeService;

namespace Calling.Acs.Tests.Identity;

/// <summary>Who has which of the vendor's ids: in memory, and by way of our server.</summary>
public sealed class DirectoryTests
{
    private const string Key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private const string ServerKey = "key-1";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task The_first_identity_of_a_user_stays()
    {
        var directory = new MemoryAcsDirectory();
        Assert.Equal("8:acs:r_1", directory.Add("alice", "8:acs:r_1"));
        Assert.Equal("8:acs:r_1", await directory.AddAsync("alice", "8:acs:r_2", default));
        Assert.Equal("alice", await directory.FindUserIdAsync("8:acs:r_1", default));
        Assert.Null(await directory.FindUserIdAsync("8:acs:r_2", default));
        Assert.Equal("8:acs:r_1", await directory.FindAcsIdAsync("alice", default));
        Assert.Null(await directory.FindAcsIdAsync("bob", default));
        Assert.Throws<ArgumentException>(() => directory.Add("bob", "8:acs:r_1"));
        Assert.Null(await directory.FindAcsIdAsync("bob", default));
    }

    [Fact]
    public async Task Our_server_issues_the_vendors_tokens_and_knows_whose_ids_they_are()
    {
        await using var host = await StartAsync(
            Answer(201, """{"identity":{"id":"8:acs:r_1"},"accessToken":{"token":"t1","expiresOn":"2030-01-02T04:04:05Z"}}"""),
            Answer(200, """{"token":"t2","expiresOn":"2030-01-02T05:04:05Z"}"""));
        var options = new SignalingLineOptions { Server = host.Address };
        using var tokens = new ServerAcsTokenSource(options);
        var alice = CallCredential.FromToken("alice", CallingTokens.Create(ServerKey, Secret, "alice"));
        Assert.Equal("t1", (await tokens.GetTokenAsync(alice, default).AsTask().Soon()).Token);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 5, 4, 5, TimeSpan.Zero), (await tokens.GetTokenAsync(alice, default).AsTask().Soon()).ExpiresOn);

        int asked = 0;
        using var directory = new ServerAcsDirectory(options, _ =>
        {
            asked++;
            return ValueTask.FromResult(CallingTokens.Create(ServerKey, Secret, "bob"));
        });
        Assert.Equal("8:acs:r_1", await directory.FindAcsIdAsync("alice", default).AsTask().Soon());
        Assert.Equal("alice", await directory.FindUserIdAsync("8:acs:r_1", default).AsTask().Soon());
        Assert.Null(await directory.FindAcsIdAsync("bob", default).AsTask().Soon());
        Assert.Null(await directory.FindUserIdAsync("8:acs:r_2", default).AsTask().Soon());
        Assert.Equal(4, asked);
        Assert.Equal("8:acs:r_1", await directory.FindAcsIdAsync("alice", default).AsTask().Soon());
        Assert.Equal("alice", await directory.FindUserIdAsync("8:acs:r_1", default).AsTask().Soon());
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task Of_two_devices_that_sign_in_for_the_first_time_at_once_one_makes_the_identity_and_the_other_ones_is_deleted()
    {
        var service = new FakeService(
            Answer(201, """{"identity":{"id":"8:acs:r_2"},"accessToken":{"token":"t2","expiresOn":"2030-01-02T04:04:05Z"}}"""),
            Answer(204),
            Answer(200, """{"token":"t1","expiresOn":"2030-01-02T05:04:05Z"}"""));
        using var client = new AcsIdentityClient(new Uri("https://r.communication.azure.com"), Key, handler: service);
        var token = await new AcsVendorIdentities(client, new Overtaken("8:acs:r_1")).IssueAsync("alice", default);
        Assert.Equal(("8:acs:r_1", "t1"), (token.VendorId, token.Token));
        Assert.Contains("DELETE /identities/8%3Aacs%3Ar_2", service.Requests.ElementAt(1).Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, CallErrorCode.ProviderFailed, "IdentityNotFound")]
    [InlineData(401, CallErrorCode.ProviderFailed, "IdentityNotFound")]
    public async Task What_the_vendor_refuses_our_server_is_told_with_the_vendors_code(int status, CallErrorCode code, string vendors)
    {
        await using var host = await StartAsync(Answer(status, """{"error":{"code":"IdentityNotFound","message":"secret words"}}"""));
        using var tokens = new ServerAcsTokenSource(new() { Server = host.Address });
        var alice = CallCredential.FromToken("alice", CallingTokens.Create(ServerKey, Secret, "alice"));
        var refused = await Assert.ThrowsAsync<CallException>(() => tokens.GetTokenAsync(alice, default).AsTask().Soon());
        Assert.Equal((code, vendors), (refused.Code, refused.ProviderCode));
        Assert.DoesNotContain("secret words", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_ours_that_is_refused_is_told_as_such()
    {
        await using var host = await StartAsync();
        using var tokens = new ServerAcsTokenSource(new() { Server = host.Address });
        var refused = await Assert.ThrowsAsync<CallException>(() => tokens.GetTokenAsync(CallCredential.FromToken("alice", "nonsense"), default).AsTask().Soon());
        Assert.Equal(CallErrorCode.AuthenticationFailed, refused.Code);
    }

    private static async Task<CallingServerHost> StartAsync(params Func<HttpResponseMessage>[] answers)
    {
        var client = new AcsIdentityClient(new Uri("https://r.communication.azure.com"), Key, handler: new FakeService(answers));
        var host = CallingServerHost.Build(
            $"http://{IPAddress.Loopback}:0",
            o => o.Keys[ServerKey] = Secret,
            web => web.Services.AddSingleton<IVendorIdentities>(new AcsVendorIdentities(client, new MemoryAcsDirectory())));
        await host.StartAsync();
        return host;
    }

    /// <summary>Somebody else adds the user between the look and the add.</summary>
    private sealed class Overtaken(string winner) : IAcsIdentityStore
    {
        public ValueTask<string> AddAsync(string userId, string acsId, CancellationToken ct) => ValueTask.FromResult(winner);

        public ValueTask<string?> FindAcsIdAsync(string userId, CancellationToken ct) => ValueTask.FromResult<string?>(null);

        public ValueTask<string?> FindUserIdAsync(string acsId, CancellationToken ct) => ValueTask.FromResult<string?>(null);
    }
}
