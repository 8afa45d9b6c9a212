using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Calling.Signaling.Wire;
using Calling.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Calling.Server.Tests;

public class HostTests
{
    [Fact]
    public async Task It_answers_health_probes()
    {
        await using var rig = await ServerRig.StartAsync();
        using var http = new HttpClient();
        Assert.Equal("ok", await http.GetStringAsync(rig.Address + "/healthz").Soon());
        Assert.Equal("ok", await http.GetStringAsync(new Uri(rig.Address, "/healthz")).Soon());
    }

    [Fact]
    public async Task The_page_says_what_it_is_and_counts_without_names()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        await alice.PlaceAsync("c1", "bob");
        using var http = new HttpClient();
        using var response = await http.GetAsync(rig.Address).Soon();
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("Calling server", page, StringComparison.Ordinal);
        Assert.Contains("\"/calling/status\"", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", string.Join(';', response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var json = await http.GetStringAsync(rig.Address + "/status").Soon();
        using var counts = JsonDocument.Parse(json);
        Assert.Equal((1, 1, 1, 1), (Count("connections"), Count("users"), Count("liveCalls"), Count("commands")));
        Assert.DoesNotContain("alice", json + page, StringComparison.Ordinal);

        int Count(string name) => counts.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task The_page_can_be_left_out()
    {
        await using var rig = await ServerRig.StartAsync(o => o.StatusPage = false);
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(rig.Address).Soon()).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(rig.Address + "/status").Soon()).StatusCode);
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        await using var rig = await ServerRig.StartAsync();
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await http.GetAsync(rig.Address + "/v1").Soon()).StatusCode);
    }

    [Fact]
    public async Task Stopping_says_good_bye_to_everybody()
    {
        var rig = await ServerRig.StartAsync();
        var signedIn = await rig.SignInAsync("alice");
        var silent = await rig.OpenAsync();
        var stopping = rig.Host.StopAsync();
        foreach (var client in new[] { signedIn, silent })
        {
            Assert.Equal(ByeCause.GoingAway, (await client.NextAsync<ServerFrame.Farewell>()).Cause);
            Assert.Equal(CloseCodes.GoingAway, await client.CloseCodeAsync());
        }

        await stopping.Soon();
        await rig.DisposeAsync();
    }

    [Theory]
    [InlineData("Keys:k", "short", "Calling:Server:Keys:k has 5 bytes; a secret has at least 32.")]
    [InlineData("HelloTimeout", "00:10:00", "Calling:Server:HelloTimeout is 00:10:00; it must be from 00:00:00.1000000 to 00:01:00.")]
    [InlineData("MaxMessageBytes", "1", "Calling:Server:MaxMessageBytes is 1; it must be from 4096 to 1048576.")]
    [InlineData("PerDevice:Burst", "0", "Calling:Server:PerDevice:Burst is 0; it must be from 1 to 1000000.")]
    [InlineData("Calls:Burst", "0", "Calling:Server:Calls:Burst is 0; it must be from 1 to 1000000.")]
    [InlineData("Calls:PerSecond", "0", "Calling:Server:Calls:PerSecond is 0; it must be from 0.01 to 1000000.")]
    [InlineData("VendorTokens:Burst", "0", "Calling:Server:VendorTokens:Burst is 0; it must be from 1 to 1000000.")]
    [InlineData("MediaGroup:Scheme", "a b", "Calling:Server:MediaGroup:Scheme is 'a b'")]
    [InlineData("MediaGroup:Secret", "0123456789abcdef0123456789abcdef", "Calling:Server:MediaGroup:Secret is set and Calling:Server:MediaGroup:Scheme is not")]
    [InlineData("AllowedOrigins:0", "app.example.com", "Calling:Server:AllowedOrigins has 'app.example.com'")]
    [InlineData("Exchange:IdleGrace", "1.00:00:00", "Calling:Server:Exchange:IdleGrace is 1.00:00:00")]
    public async Task CALL_141_a_wrong_setting_fails_at_start_and_is_named(string name, string value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(new() { [$"Calling:Server:{name}"] = value, ["Calling:Server:Keys:good"] = ServerRig.Secret }));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ServerRig.Secret, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_141_without_any_way_to_sign_in_it_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync([]));
        Assert.Contains("Calling:Server:Keys is empty", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Calling:Server:UseHostAuthentication", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mapping_without_services_says_what_is_missing()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        Assert.Contains("AddCallingServer", Assert.Throws<InvalidOperationException>(() => app.MapCalling()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_user_whom_the_application_signed_in_needs_no_token_where_that_is_on(bool on)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddCallingServer(o =>
        {
            o.Keys["k"] = ServerRig.Secret;
            o.UseHostAuthentication = on;
        });
        await using var app = builder.Build();
        app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "carol")], "cookie"));
            return next();
        });
        app.MapCalling("/rtc");
        await app.StartAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new Uri(app.Urls.Single().Replace("http", "ws", StringComparison.Ordinal) + "/rtc/v1"), default).Soon();
        using var client = new WireClient(socket);
        await client.SendAsync(new ClientFrame.Hello([1]));
        var answer = await client.ReceiveAsync();
        if (on)
        {
            Assert.Equal("carol", Assert.IsType<ServerFrame.Welcome>(answer).User);
        }
        else
        {
            Assert.Equal(WireErrorCode.AuthenticationFailed, Assert.IsType<ServerFrame.Error>(answer).Code);
        }

        client.Cut();
        await app.StopAsync().Soon();
    }

    private static async Task StartAsync(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddCallingServer(builder.Configuration.GetSection("Calling:Server"));
        await using var app = builder.Build();
        app.MapCalling();
        await app.StartAsync();
    }
}
