using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Calling.Server.Push;
using Calling.Signaling.Wire;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Server.Tests;

/// <summary>Tokens, devices and push registrations over HTTP (docs/rest.md).</summary>
public class RestTests
{
    [Fact]
    public async Task The_backend_gets_a_token_with_which_the_device_signs_in()
    {
        await using var rig = await ServerRig.StartAsync();
        var (status, answer) = await SendAsync(rig, HttpMethod.Post, "tokens", Backend(rig), """{"userId":"alice","deviceId":"phone","lifetime":60999}""");
        Assert.Equal((HttpStatusCode.OK, rig.Time.GetUtcNow() + TimeSpan.FromSeconds(60)), (status, (DateTimeOffset)answer!["expiresAt"]!));
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = (string)answer["token"]!, Device = "other" });
        var welcome = await client.NextAsync<ServerFrame.Welcome>();
        Assert.Equal(("alice", "phone"), (welcome.User, welcome.Device));
    }

    [Fact]
    public async Task A_token_lives_an_hour_and_never_longer_than_the_server_allows()
    {
        await using var rig = await ServerRig.StartAsync();
        var usual = (await SendAsync(rig, HttpMethod.Post, "tokens", Backend(rig), """{"userId":"alice"}""")).Json!;
        Assert.Equal(rig.Time.GetUtcNow() + TimeSpan.FromHours(1), (DateTimeOffset)usual["expiresAt"]!);
        await using var strict = await ServerRig.StartAsync(o => o.MaxTokenLifetime = TimeSpan.FromMinutes(5));
        string backend = CallingTokens.CreateForBackend(ServerRig.Key, ServerRig.Secret, TimeSpan.FromMinutes(1), strict.Time);
        var shorter = (await SendAsync(strict, HttpMethod.Post, "tokens", backend, """{"userId":"alice"}""")).Json!;
        Assert.Equal(strict.Time.GetUtcNow() + TimeSpan.FromMinutes(5), (DateTimeOffset)shorter["expiresAt"]!);
        var (status, problem) = await SendAsync(strict, HttpMethod.Post, "tokens", backend, """{"userId":"alice","lifetime":300001}""");
        Assert.Equal((HttpStatusCode.BadRequest, "'lifetime' must be 1,000 to 300,000 ms."), (status, (string?)problem!["detail"]));
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{}", "body")]
    [InlineData("""{"userId":null}""", "body")]
    [InlineData("""{"userId":"alice","userId":"bob"}""", "body")]
    [InlineData("""{"userId":""}""", "user id")]
    [InlineData("""{"userId":"al ice"}""", "user id")]
    [InlineData("""{"userId":"alice","deviceId":""}""", "deviceId")]
    [InlineData("""{"userId":"alice","deviceId":"a/b"}""", "deviceId")]
    [InlineData("""{"userId":"alice","lifetime":999}""", "lifetime")]
    [InlineData("""{"userId":"alice","lifetime":-1}""", "lifetime")]
    [InlineData("""{"userId":"alice","lifetime":"long"}""", "body")]
    public async Task A_wrong_request_for_a_token_is_explained(string body, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        var (status, problem) = await SendAsync(rig, HttpMethod.Post, "tokens", Backend(rig), body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, (string?)problem!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_with_the_limit()
    {
        await using var rig = await ServerRig.StartAsync();
        var (status, problem) = await SendAsync(rig, HttpMethod.Post, "tokens", Backend(rig), $$"""{"userId":"{{new string('a', 16 * 1024)}}"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "The body is longer than 16384 bytes."), (status, (string?)problem!["detail"]));
    }

    [Fact]
    public async Task Who_may_ask_what()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 1_000);
        const string Body = """{"userId":"alice","service":"fcm","token":"t"}""";
        string alice = rig.Token("alice"), phone = rig.Token("alice", "phone"), bob = rig.Token("bob"), backend = Backend(rig);
        (HttpMethod Method, string Path, string Token, HttpStatusCode Status)[] asked =
        [
            (HttpMethod.Post, "tokens", "", HttpStatusCode.Unauthorized),
            (HttpMethod.Post, "tokens", "nonsense", HttpStatusCode.Unauthorized),
            (HttpMethod.Post, "tokens", alice, HttpStatusCode.Forbidden),
            (HttpMethod.Post, "tokens", backend, HttpStatusCode.OK),
            (HttpMethod.Get, "users/alice/devices", alice, HttpStatusCode.OK),
            (HttpMethod.Get, "users/alice/devices", backend, HttpStatusCode.OK),
            (HttpMethod.Get, "users/alice/devices", bob, HttpStatusCode.Forbidden),
            (HttpMethod.Put, "users/alice/devices/phone/push", bob, HttpStatusCode.Forbidden),
            (HttpMethod.Put, "users/alice/devices/phone/push", phone, HttpStatusCode.NoContent),
            (HttpMethod.Put, "users/alice/devices/tablet/push", phone, HttpStatusCode.Forbidden),
            (HttpMethod.Put, "users/alice/devices/tablet/push", alice, HttpStatusCode.NoContent),
            (HttpMethod.Put, "users/alice/devices/watch/push", backend, HttpStatusCode.NoContent),
            (HttpMethod.Delete, "users/alice/devices/phone/push", bob, HttpStatusCode.Forbidden),
            (HttpMethod.Delete, "users/alice/devices/tablet/push", phone, HttpStatusCode.Forbidden),
            (HttpMethod.Delete, "users/alice/devices/phone/push", phone, HttpStatusCode.NoContent),
            (HttpMethod.Get, "records", backend, HttpStatusCode.Forbidden),
            (HttpMethod.Get, "users/al%20ice/devices", backend, HttpStatusCode.BadRequest),
            (HttpMethod.Put, "users/alice/devices/a%20b/push", backend, HttpStatusCode.BadRequest),
        ];
        foreach (var (method, path, token, status) in asked)
        {
            Assert.Equal((method, path, status), (method, path, (await SendAsync(rig, method, path, token, Body)).Status));
        }
    }

    /// <summary>One backend asks for all users, from one address; who guesses tokens pays as ever.</summary>
    [Fact]
    public async Task The_backends_requests_cost_its_address_nothing()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 2);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(rig, HttpMethod.Get, "users/alice/devices", Backend(rig))).Status);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Get, "users/alice/devices", "nonsense")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(rig, HttpMethod.Get, "users/alice/devices", "nonsense")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(rig, HttpMethod.Get, "users/alice/devices", Backend(rig))).Status);
    }

    [Fact]
    public async Task No_device_signs_in_with_the_backends_token()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = Backend(rig), Device = "phone" });
        Assert.Equal(WireErrorCode.AuthenticationFailed, (await client.NextAsync<ServerFrame.Error>()).Code);
        Assert.Equal(0, rig.ConnectedDevices);
    }

    [Fact]
    public async Task A_users_devices_are_those_that_are_connected_and_those_that_can_be_woken()
    {
        await using var rig = await ServerRig.StartAsync();
        Assert.Equal("""{"devices":[]}""", await DevicesAsync(rig, "alice"));
        await rig.SignInAsync("alice", "phone");
        await rig.SignInAsync("bob", "desk");
        await SendAsync(rig, HttpMethod.Put, "users/alice/devices/phone/push", Backend(rig), """{"service":"fcm","token":"t1"}""");
        await SendAsync(rig, HttpMethod.Put, "users/alice/devices/tablet/push", Backend(rig), """{"service":"apns","token":"t2"}""");
        Assert.Equal(
            """{"devices":[{"deviceId":"phone","connectedAt":"2030-01-02T03:04:05+00:00","pushService":"fcm"},{"deviceId":"tablet","pushService":"apns"}]}""",
            await DevicesAsync(rig, "alice"));
        await SendAsync(rig, HttpMethod.Delete, "users/alice/devices/tablet/push", Backend(rig));
        await SendAsync(rig, HttpMethod.Delete, "users/alice/devices/tablet/push", Backend(rig));
        Assert.Equal("""{"devices":[{"deviceId":"phone","connectedAt":"2030-01-02T03:04:05+00:00","pushService":"fcm"}]}""", await DevicesAsync(rig, "alice"));
    }

    [Theory]
    [InlineData("""{"service":"f c m","token":"t"}""", "service")]
    [InlineData("""{"service":"fcm","token":""}""", "token")]
    [InlineData("""{"service":"fcm"}""", "body")]
    public async Task A_wrong_registration_is_explained(string body, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        var (status, problem) = await SendAsync(rig, HttpMethod.Put, "users/alice/devices/phone/push", rig.Token("alice"), body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(words, (string?)problem!["detail"], StringComparison.Ordinal);
        Assert.Equal("""{"devices":[]}""", await DevicesAsync(rig, "alice"));
    }

    [Fact]
    public async Task A_phone_that_changed_hands_is_its_new_users_alone()
    {
        var kept = new MemoryPushRegistrations();
        await using var rig = await ServerRig.StartAsync(builder: web => web.Services.AddSingleton<IPushRegistrations>(kept));
        foreach (string user in new[] { "alice", "bob" })
        {
            await SendAsync(rig, HttpMethod.Put, $"users/{user}/devices/phone/push", rig.Token(user), """{"service":"fcm","token":"same"}""");
        }

        Assert.Empty(await kept.ReadAsync("alice", CancellationToken.None));
        Assert.Equal([new PushRegistration("bob", "phone", "fcm", "same")], await kept.ReadAsync("bob", CancellationToken.None));
    }

    [Fact]
    public async Task Of_a_users_registrations_the_latest_are_kept()
    {
        var kept = new MemoryPushRegistrations();
        for (int i = 0; i < MemoryPushRegistrations.MaxPerUser + 2; i++)
        {
            await kept.SetAsync(new PushRegistration("alice", $"d{i}", "fcm", $"t{i}"), CancellationToken.None);
        }

        await kept.SetAsync(new PushRegistration("alice", "d5", "fcm", "new"), CancellationToken.None);
        var left = await kept.ReadAsync("alice", CancellationToken.None);
        Assert.Equal((MemoryPushRegistrations.MaxPerUser, "d5", "new", "d2"), (left.Count, left[0].DeviceId, left[0].Token, left[^1].DeviceId));
    }

    private static string Backend(ServerRig rig) => CallingTokens.CreateForBackend(ServerRig.Key, ServerRig.Secret, time: rig.Time);

    private static async Task<string> DevicesAsync(ServerRig rig, string user) =>
        (await SendAsync(rig, HttpMethod.Get, $"users/{user}/devices", Backend(rig))).Json!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static async Task<(HttpStatusCode Status, JsonNode? Json)> SendAsync(
        ServerRig rig, HttpMethod method, string path, string token, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri($"{rig.Address}/{path}"));
        request.Headers.Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null || method == HttpMethod.Get ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request).Soon();
        string text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
