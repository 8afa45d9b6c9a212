using System.Buffers.Text;
using System.Text;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

public class SignInTests
{
    [Fact]
    public async Task A_good_token_is_welcomed_with_what_the_server_accepts()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        var welcome = client.Welcome;
        Assert.Equal(("alice", "phone", 1, false), (welcome.User, welcome.Device, welcome.Version, welcome.Resumed));
        Assert.Empty(welcome.Snapshot!);
        Assert.Equal((131_072, 65_536, 16_384), (welcome.Limits.MaxMessageBytes, welcome.Limits.MaxPeerPayloadBytes, welcome.Limits.MaxAttachmentBytes));
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10), welcome.TokenExpiresIn);
        Assert.StartsWith("Calling/", welcome.Server, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tokens_device_wins_over_the_clients_wish()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token("alice", "tablet"), Device = "phone" });
        Assert.Equal("tablet", (await client.NextAsync<ServerFrame.Welcome>()).Device);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("a/b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Without_a_usable_device_id_one_is_made(string? wish)
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = rig.Token("alice"), Device = wish });
        Assert.True(Guid.TryParseExact((await client.NextAsync<ServerFrame.Welcome>()).Device, "N", out _));
    }

    public static TheoryData<string> BadTokens => new(
        "expired", "not yet valid", "wrong audience", "no audience", "wrong signature", "unknown key", "alg none", "alg none signed", "HS512",
        "crit", "not a JWT", "two parts", "empty", "no exp", "no nbf", "lives too long", "no sub", "bad sub", "bad did", "claims twice", "exp as text",
        "exp beyond time", "huge", "padded");

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task CALL_004_a_bad_token_is_refused_and_why_is_not_said(string what)
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = Bad(what, rig) });
        Assert.Equal(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."), await client.ReceiveAsync());
        Assert.Equal(CloseCodes.AuthenticationFailed, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task CALL_004_without_a_token_nobody_signs_in()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]));
        Assert.Equal(WireErrorCode.AuthenticationFailed, await client.ErrorAsync());
    }

    [Fact]
    public async Task A_clock_that_is_off_a_little_is_forgiven()
    {
        await using var rig = await ServerRig.StartAsync();
        var token = rig.Token("alice", lifetime: TimeSpan.FromSeconds(5));
        rig.Time.Advance(TimeSpan.FromSeconds(14));
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([1]) { Token = token });
        await client.NextAsync<ServerFrame.Welcome>();
    }

    [Fact]
    public async Task CALL_004_a_connection_ends_when_its_token_does()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        rig.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(11));
        Assert.Equal(ByeCause.AuthExpired, (await client.NextAsync<ServerFrame.Farewell>()).Cause);
        Assert.Equal(CloseCodes.AuthExpired, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task CALL_004_a_renewed_token_keeps_the_connection()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        rig.Time.Advance(TimeSpan.FromMinutes(50));
        await client.SendAsync(new ClientFrame.Renew(rig.Token("alice")));
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10), (await client.NextAsync<ServerFrame.Renewed>()).TokenExpiresIn);
        rig.Time.Advance(TimeSpan.FromMinutes(50));
        await client.SendAsync(new ClientFrame.AskSnapshot());
        await client.NextAsync<ServerFrame.State>();
    }

    [Theory]
    [InlineData("mallory", null)]
    [InlineData("alice", "other")]
    public async Task CALL_008_a_token_of_somebody_else_renews_nothing(string user, string? device)
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        await client.SendAsync(new ClientFrame.Renew(rig.Token(user, device)));
        Assert.Equal(WireErrorCode.AuthenticationFailed, await client.ErrorAsync());
        await client.SendAsync(new ClientFrame.AskSnapshot());
        await client.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task Who_says_nothing_is_closed()
    {
        await using var rig = await ServerRig.StartAsync();
        var timers = rig.Time.TimerCount;
        var client = await rig.OpenAsync();
        await Until.True(() => rig.Time.TimerCount > timers);
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(WireErrorCode.HelloTimeout, await client.ErrorAsync());
        Assert.Equal(CloseCodes.HelloTimeout, await client.CloseCodeAsync());
    }

    [Fact]
    public void A_secret_that_is_too_short_signs_nothing()
        => Assert.Throws<ArgumentException>(() => CallingTokens.Create("k", new string('x', 31), "alice"));

    private static string Bad(string what, ServerRig rig)
    {
        var now = rig.Time.GetUtcNow().ToUnixTimeSeconds();
        const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";
        string Claims(
            string iss = ServerRig.Key, string aud = "\"calling\"", string sub = "\"alice\"", string? nbf = null, string? exp = null, string more = "")
            => $$"""{"iss":"{{iss}}","aud":{{aud}},"sub":{{sub}},"nbf":{{nbf ?? $"{now}"}},"exp":{{exp ?? $"{now + 60}"}}{{more}}}""";
        string Sign(string header, string claims, string secret = ServerRig.Secret)
            => CallingTokens.Sign(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(claims), Encoding.UTF8.GetBytes(secret));
        string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
        return what switch
        {
            "expired" => Sign(Hs256, Claims(nbf: $"{now - 60}", exp: $"{now - 11}")),
            "not yet valid" => Sign(Hs256, Claims(nbf: $"{now + 11}")),
            "wrong audience" => Sign(Hs256, Claims(aud: "[\"video\",\"chat\"]")),
            "no audience" => Sign(Hs256, Claims().Replace("aud", "oud", StringComparison.Ordinal)),
            "wrong signature" => Sign(Hs256, Claims(), new string('x', 32)),
            "unknown key" => Sign(Hs256, Claims(iss: "key-2")),
            "alg none" => $"{Encoded("""{"alg":"none"}""")}.{Encoded(Claims())}.",
            "alg none signed" => Sign("""{"alg":"none"}""", Claims()),
            "HS512" => Sign("""{"alg":"HS512"}""", Claims()),
            "crit" => Sign("""{"alg":"HS256","crit":["b64"],"b64":false}""", Claims()),
            "not a JWT" => "%%%.%%%.%%%",
            "two parts" => "abc.def",
            "empty" => "",
            "no exp" => Sign(Hs256, Claims().Replace("exp", "oxp", StringComparison.Ordinal)),
            "no nbf" => Sign(Hs256, Claims().Replace("nbf", "nbg", StringComparison.Ordinal)),
            "lives too long" => Sign(Hs256, Claims(exp: $"{now + (25 * 3_600)}")),
            "no sub" => Sign(Hs256, Claims(sub: "null")),
            "bad sub" => Sign(Hs256, Claims(sub: "\"a b\"")),
            "bad did" => Sign(Hs256, Claims(more: ",\"did\":\"a b\"")),
            "claims twice" => Sign(Hs256, Claims(more: ",\"sub\":\"mallory\"")),
            "exp as text" => Sign(Hs256, Claims(exp: "\"tomorrow\"")),
            "exp beyond time" => Sign(Hs256, Claims(exp: "9223372036854775807")),
            "huge" => Sign(Hs256, Claims(more: $",\"x\":\"{new string('x', 5_000)}\"")),
            "padded" => Sign(Hs256, Claims()) + "=.",
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }
}
