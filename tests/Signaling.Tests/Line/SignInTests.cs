using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

public class SignInTests
{
    [Fact]
    public async Task Hello_says_who_and_welcome_says_who_it_is()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        var (_, hello) = await rig.Server.WelcomeAsync();
        await using var line = await connecting.Soon();
        Assert.Equal(("token-1", "phone", null), (hello.Token, hello.Device, hello.Resume));
        Assert.Equal([1], hello.Versions);
        Assert.Equal(new CallParty("alice", "phone"), line.Self);
        Assert.Same(rig.Media, line.Media);
        Assert.False(rig.Listener.HasMore);
    }

    [Fact]
    public async Task CALL_004_a_refused_token_is_an_authentication_failure()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        var connection = await rig.Server.AcceptAsync();
        connection.Say(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."));
        var failure = await Assert.ThrowsAsync<CallException>(() => connecting.Soon());
        Assert.Equal(CallErrorCode.AuthenticationFailed, failure.Code);
        await Until.True(() => connection.Disposed && rig.Media.Disposed);
    }

    [Fact]
    public async Task CALL_004_a_close_code_alone_says_it_too()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        (await rig.Server.AcceptAsync()).Close(CloseCodes.AuthenticationFailed);
        Assert.Equal(CallErrorCode.AuthenticationFailed, (await Assert.ThrowsAsync<CallException>(() => connecting.Soon())).Code);
    }

    [Fact]
    public async Task CALL_008_a_token_of_somebody_else_is_an_authentication_failure()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        await rig.Server.WelcomeAsync(user: "mallory");
        Assert.Equal(CallErrorCode.AuthenticationFailed, (await Assert.ThrowsAsync<CallException>(() => connecting.Soon())).Code);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named()
    {
        await using var rig = new Rig();
        rig.Server.Unreachable = true;
        var failure = await Assert.ThrowsAsync<CallException>(() => rig.ConnectAsync().Soon());
        Assert.Equal(CallErrorCode.Unreachable, failure.Code);
        Assert.Contains("ws://localhost:5080/calling/v1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("connection refused", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Server.Attempts);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        await using var rig = new Rig();
        rig.Server.Silent = true;
        var connecting = rig.ConnectAsync();
        await Until.True(() => rig.Server.Attempts == 1);
        await rig.TurnAsync(() => connecting.IsCompleted);
        Assert.Equal(CallErrorCode.Unreachable, (await Assert.ThrowsAsync<CallException>(() => connecting)).Code);
        await Until.True(() => rig.Time.TimerCount == 0);
    }

    [Fact]
    public async Task Giving_up_leaves_nothing_behind()
    {
        await using var rig = new Rig();
        using var patience = new CancellationTokenSource();
        var connecting = rig.ConnectAsync(patience.Token);
        var connection = await rig.Server.AcceptAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Soon());
        Assert.True(connection.Disposed);
        await Until.True(() => rig.Time.TimerCount == 0);
    }

    [Fact]
    public async Task Another_version_is_the_providers_failure()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        (await rig.Server.AcceptAsync()).Say(new ServerFrame.Error(WireErrorCode.UnsupportedVersion, "This server speaks version 2."));
        var failure = await Assert.ThrowsAsync<CallException>(() => connecting.Soon());
        Assert.Equal((CallErrorCode.ProviderFailed, "unsupportedVersion"), (failure.Code, failure.ProviderCode));
    }

    [Fact]
    public async Task What_rings_already_is_told_as_a_snapshot()
    {
        await using var rig = new Rig();
        var connecting = rig.ConnectAsync();
        var connection = await rig.Server.AcceptAsync();
        connection.Say(new ServerFrame.Welcome(1, "alice", "phone", "e1", 0, false, Wire.Samples.Limits) { Snapshot = [Wire.Samples.View] });
        await using var line = await connecting.Soon();
        Assert.Single((await rig.Listener.NextAsync<LineSignal.Snapshot>()).Calls);
    }

    [Theory]
    [InlineData("http://calls.example.com/calling", false, "AllowPlainText")]
    [InlineData("ftp://calls.example.com", true, "Server")]
    [InlineData(null, true, "Server")]
    public async Task CALL_141_a_wrong_address_is_named_before_anything_is_sent(string? address, bool plain, string setting)
    {
        await using var rig = new Rig();
        (rig.Options.Server, rig.Options.AllowPlainText) = (address is null ? null : new Uri(address), plain);
        var failure = await Assert.ThrowsAsync<CallException>(() => rig.ConnectAsync());
        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, rig.Server.Attempts);
    }

    [Theory]
    [InlineData("https://h/calling/", "wss://h/calling/v1")]
    [InlineData("http://127.0.0.1:1/x", "ws://127.0.0.1:1/x/v1")]
    [InlineData("wss://h", "wss://h/v1")]
    public void The_endpoint_follows_from_the_address(string server, string endpoint)
        => Assert.Equal(new Uri(endpoint), new SignalingLineOptions { Server = new Uri(server) }.Endpoint);
}
