using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Calling.Providers;
using Calling.Server.Push;
using Calling.Signaling.Wire;
using Calling.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Server.Tests;

/// <summary>Users without a connected device are woken (rule CALL-150).</summary>
public class PushTests
{
    private static readonly CallPush Fields = new() { Title = "Alice 📞", Body = "来电", Data = "{\"sound\":\"bell\"}" };

    [Fact]
    public async Task CALL_150_013_a_woken_device_rings_with_the_remaining_time()
    {
        await using var webhook = await Webhook.StartAsync();
        await using var rig = await StartAsync(webhook);
        var alice = await rig.SignInAsync("alice");
        await PlaceAsync(alice, ["bob"]);
        await Until.True(() => webhook.Requests.Count == 1);
        var request = webhook.Requests[0];
        var (json, now) = (request.Json, rig.Time.GetUtcNow());
        Assert.Equal("/push", request.Path);
        string signed = $"{now.ToUnixTimeSeconds()}.{Encoding.UTF8.GetString(request.Body)}";
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Webhook.Secret), Encoding.UTF8.GetBytes(signed));
        Assert.Equal($"v1={Convert.ToHexStringLower(signature)}", request.Signature);
        Assert.True(PushSignature.IsValid(Webhook.Secret, request.Timestamp, request.Body, request.Signature, now));
        Assert.Equal(("c1", "bob", "alice", "video"), ((string?)json["callId"], (string?)json["userId"], (string?)json["caller"], (string?)json["media"]));
        Assert.Equal((false, 30_000), ((bool)json["isGroup"]!, (int)json["ringRemaining"]!));
        Assert.Equal(now + TimeSpan.FromSeconds(30), (DateTimeOffset)json["expiresAt"]!);
        Assert.Equal(
            (Fields.Title, Fields.Body, Fields.Data),
            ((string?)json["push"]!["title"], (string?)json["push"]!["body"], (string?)json["push"]!["data"]));
        Assert.Null(json["groupId"]);

        rig.Time.Advance(TimeSpan.FromSeconds(12));
        var bob = await rig.SignInAsync("bob");
        var ringing = Assert.Single(bob.Welcome.Snapshot!);
        Assert.Equal(("c1", TimeSpan.FromSeconds(18)), (ringing.CallId, ringing.RingRemaining));
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
        await rig.AssertAliveAsync();
        Assert.Single(webhook.Requests);
    }

    [Fact]
    public async Task CALL_150_the_webhook_is_told_where_the_user_can_be_woken()
    {
        await using var webhook = await Webhook.StartAsync();
        await using var rig = await StartAsync(webhook);
        var registrations = rig.Host.Services.GetRequiredService<IPushRegistrations>();
        await registrations.SetAsync(new("bob", "phone", "fcm", "t1"), CancellationToken.None);
        await registrations.SetAsync(new("bob", "tablet", "apns", "t2"), CancellationToken.None);
        await registrations.SetAsync(new("carol", "phone", "fcm", "t3"), CancellationToken.None);
        var alice = await rig.SignInAsync("alice");
        await PlaceAsync(alice, ["bob"]);
        await Until.True(() => webhook.Requests.Count == 1);
        Assert.Equal(
            """[{"deviceId":"tablet","service":"apns","token":"t2"},{"deviceId":"phone","service":"fcm","token":"t1"}]""",
            webhook.Requests[0].Json["devices"]!.ToJsonString());
    }

    [Fact]
    public async Task CALL_150_a_stale_push_never_rings()
    {
        await using var webhook = await Webhook.StartAsync();
        await using var rig = await StartAsync(webhook);
        var alice = await rig.SignInAsync("alice");
        await PlaceAsync(alice, ["bob"]);
        await Until.True(() => webhook.Requests.Count == 1);
        Assert.IsType<CommandResult.Done>(await alice.AskAsync(new CallCommand.CancelCall("c1", alice.NextId())));
        var bob = await rig.SignInAsync("bob");
        Assert.Empty(bob.Welcome.Snapshot!);
    }

    [Fact]
    public async Task CALL_150_a_group_calls_users_are_woken_each_by_a_push_of_their_own()
    {
        await using var webhook = await Webhook.StartAsync();
        await using var rig = await StartAsync(webhook);
        var (alice, carol) = (await rig.SignInAsync("alice"), await rig.SignInAsync("carol"));
        await PlaceAsync(alice, ["bob", "carol", "dave"], "team");
        Assert.Equal("c1", (await carol.SignalAsync<CallSignal.Invited>()).CallId);
        await carol.AcceptAsync("c1");
        await carol.AskAsync(new CallCommand.InviteUsers("c1", carol.NextId(), ["erin"], TimeSpan.FromSeconds(10)) { Push = new() { Title = "Carol" } });
        await Until.True(() => webhook.Requests.Count == 3);
        var all = webhook.Requests.Select(r => r.Json).OrderBy(r => (string?)r["userId"], StringComparer.Ordinal).ToList();
        Assert.Equal(["bob", "dave", "erin"], all.Select(r => (string?)r["userId"]));
        Assert.All(all, r => Assert.Equal((true, "team"), ((bool)r["isGroup"]!, (string?)r["groupId"])));
        Assert.Equal([null, null, "carol"], all.Select(r => (string?)r["invitedBy"]));
        Assert.Equal([30_000, 30_000, 10_000], all.Select(r => (int)r["ringRemaining"]!));
        Assert.Equal(["Alice 📞", "Alice 📞", "Carol"], all.Select(r => (string?)r["push"]!["title"]));
        Assert.Equal(3, all.Select(r => (string?)r["id"]).Distinct().Count());
    }

    [Fact]
    public async Task CALL_150_who_has_a_device_is_not_pushed_until_its_connection_is_lost()
    {
        await using var webhook = await Webhook.StartAsync();
        await using var rig = await StartAsync(webhook);
        var (alice, bob, tablet) = (await rig.SignInAsync("alice"), await rig.SignInAsync("bob"), await rig.SignInAsync("bob", "tablet"));
        await PlaceAsync(alice, ["bob"]);
        await bob.SignalAsync<CallSignal.Invited>();
        bob.Cut();
        await Until.True(() => rig.ConnectedDevices == 2);
        await rig.AssertAliveAsync();
        Assert.Empty(webhook.Requests);
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        tablet.Cut();
        await Until.True(() => webhook.Requests.Count == 1);
        Assert.Equal(25_000, (int)webhook.Requests[0].Json["ringRemaining"]!);
        var back = await rig.SignInAsync("bob");
        Assert.Equal(TimeSpan.FromSeconds(25), Assert.Single(back.Welcome.Snapshot!).RingRemaining);
    }

    [Theory]
    [InlineData("Url", "app.example.com/push", "Calling:Server:Push:Url is no webhook; it must be an absolute http or https address")]
    [InlineData("Url", "ftp://app.example.com/push", "Calling:Server:Push:Url is no webhook")]
    [InlineData("Url", "https://user:word@app.example.com/push", "Calling:Server:Push:Url is no webhook")]
    [InlineData("Url", null, "Calling:Server:Push:Secret is set and Calling:Server:Push:Url is not")]
    [InlineData("Secret", null, "Calling:Server:Push:Secret has 0 bytes; a secret has at least 32.")]
    [InlineData("Secret", "short-word", "Calling:Server:Push:Secret has 10 bytes; a secret has at least 32.")]
    [InlineData("Timeout", "00:00:00.05", "Calling:Server:Push:Timeout is 00:00:00.0500000; it must be from 00:00:00.1000000 to 00:01:00.")]
    [InlineData("RetryDelay", "00:00:11", "Calling:Server:Push:RetryDelay is 00:00:11; it must be from 00:00:00.0100000 to 00:00:10.")]
    [InlineData("MaxConcurrent", "0", "Calling:Server:Push:MaxConcurrent is 0; it must be from 1 to 1000.")]
    [InlineData("MaxPending", "0", "Calling:Server:Push:MaxPending is 0; it must be from 1 to 1000000.")]
    public void CALL_141_150_a_wrong_setting_is_named_and_no_secret_shown(string name, string? value, string sentence)
    {
        var push = new PushOptions { Url = "https://app.example.com/push", Secret = Webhook.Secret };
        var property = typeof(PushOptions).GetProperty(name)!;
        property.SetValue(push, property.PropertyType == typeof(TimeSpan)
            ? TimeSpan.Parse(value!, CultureInfo.InvariantCulture)
            : value is null ? null : Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        var options = new CallingServerOptions { Keys = { [ServerRig.Key] = ServerRig.Secret }, Push = push };
        var result = new CallingServerOptionsValidator("Calling:Server").Validate(null, options);
        string problem = Assert.Single(result.Failures!);
        Assert.StartsWith(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("word", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_141_right_settings_pass()
    {
        var options = new CallingServerOptions
        {
            Keys = { [ServerRig.Key] = ServerRig.Secret },
            Push = new() { Url = "http://127.0.0.1:5000", Secret = Webhook.Secret },
        };
        Assert.True(new CallingServerOptionsValidator("Calling:Server").Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("1893553445", 0, true)]
    [InlineData("1893553445", 300, true)]
    [InlineData("1893553445", 301, false)]
    [InlineData("1893553445", -301, false)]
    [InlineData("1893553446", 0, false)]
    [InlineData("-1893553445", 0, false)]
    [InlineData("soon", 0, false)]
    [InlineData(null, 0, false)]
    public void A_signature_holds_for_its_body_and_time_alone(string? timestamp, int seconds, bool valid)
    {
        byte[] body = "{\"callId\":\"c1\"}"u8.ToArray();
        string signature = PushSignature.Create(Webhook.Secret, 1_893_553_445, body);
        var now = DateTimeOffset.FromUnixTimeSeconds(1_893_553_445 + seconds);
        Assert.Equal(valid, PushSignature.IsValid(Webhook.Secret, timestamp, body, signature, now));
        Assert.False(PushSignature.IsValid(Webhook.Secret + "x", timestamp, body, signature, now));
        Assert.False(PushSignature.IsValid(Webhook.Secret, timestamp, [.. body, 32], signature, now));
        Assert.False(PushSignature.IsValid(Webhook.Secret, timestamp, body, signature + "0", now));
        Assert.False(PushSignature.IsValid(Webhook.Secret, timestamp, body, null, now));
    }

    [Fact]
    public async Task CALL_006_a_push_that_is_too_long_is_refused_before_anybody_rings()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = (await rig.SignInAsync("alice"), await rig.SignInAsync("bob"));
        var push = new CallPush { Title = new string('t', 48), Body = new string('b', 1_000), Data = new string('d', 1_001) };
        var refused = Assert.IsType<CommandResult.Refused>(await alice.AskAsync(Command("c1", alice.NextId(), ["bob"], null, push)));
        Assert.Equal(
            (RefusalCode.InvalidArgument, "The push, its title, body and data together, has 2049 bytes of UTF-8; the limit is 2048."), (refused.Code, refused.Message));
        Assert.Equal(2_048, alice.Welcome.Limits.MaxPushBytes);
        await bob.SendAsync(new ClientFrame.AskSnapshot());
        Assert.Empty((await bob.NextAsync<ServerFrame.State>()).Calls);
    }

    private static Task<ServerRig> StartAsync(Webhook webhook) => ServerRig.StartAsync(o => (o.Push.Url, o.Push.Secret) = (webhook.Url, Webhook.Secret));

    private static async Task PlaceAsync(WireClient from, string[] callees, string? group = null)
        => Assert.IsType<CommandResult.Done>(await from.AskAsync(Command("c1", from.NextId(), callees, group, Fields)));

    private static CallCommand.PlaceCall Command(string callId, string commandId, string[] callees, string? group, CallPush push)
        => new(callId, commandId, callees, CallMedia.Video, TimeSpan.FromSeconds(30), new MediaState(true, true)) { GroupId = group, Push = push };
}
