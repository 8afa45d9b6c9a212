using System.Net.WebSockets;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Server.Tests;

public class AbuseTests
{
    [Theory]
    [InlineData("{", "broken")]
    [InlineData("", "empty")]
    [InlineData("{\"type\":\"snapshot\",\"type\":\"bye\"}", "a key twice")]
    [InlineData("{\"type\":\"snapshot\",\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}", "too deep")]
    public async Task CALL_113_what_is_not_strict_json_is_told_and_closed(string text, string what)
    {
        await using var rig = await ServerRig.StartAsync();
        var other = await rig.SignInAsync("bob");
        var client = await rig.SignInAsync("alice");
        await client.SendAsync(text);
        Assert.True(await client.ErrorAsync() == WireErrorCode.Malformed, what);
        Assert.Equal(CloseCodes.Malformed, await client.CloseCodeAsync());
        await AssertUndisturbedAsync(rig, other);
    }

    [Theory]
    [InlineData("{\"type\":\"dance\"}", WireErrorCode.UnknownType)]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"dance\",\"callId\":\"c\",\"commandId\":\"m\"}}", WireErrorCode.UnknownType)]
    [InlineData("[1,2]", WireErrorCode.InvalidMessage)]
    [InlineData("{\"type\":\"ack\",\"cursor\":\"1\"}", WireErrorCode.InvalidMessage)]
    [InlineData("{\"type\":\"ack\",\"cursor\":-1}", WireErrorCode.InvalidMessage)]
    [InlineData("{\"type\":\"command\",\"command\":{\"type\":\"placeCall\",\"callId\":\"c\",\"commandId\":\"m\",\"callees\":{}}}", WireErrorCode.InvalidMessage)]
    [InlineData("{\"type\":\"hello\",\"versions\":[1]}", WireErrorCode.UnexpectedMessage)]
    [InlineData("{\"type\":\"peer\",\"callId\":\"c\",\"to\":{\"userId\":\"u\",\"deviceId\":\"d\"},\"kind\":\"\",\"payload\":\"\"}", WireErrorCode.InvalidMessage)]
    public async Task CALL_113_what_is_wrong_within_the_rules_of_json_is_told_and_the_connection_lives(string text, WireErrorCode code)
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        await client.SendAsync(text);
        Assert.Equal(code, await client.ErrorAsync());
        await AssertUndisturbedAsync(rig, client);
    }

    [Fact]
    public async Task CALL_113_invalid_utf8_closes_with_1007()
    {
        await using var rig = await ServerRig.StartAsync();
        var other = await rig.SignInAsync("bob");
        var client = await rig.SignInAsync("alice");
        await client.SendAsync([.. "{\"type\":\"snapshot\",\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        Assert.Equal(CloseCodes.InvalidPayload, await client.CloseCodeAsync());
        await AssertUndisturbedAsync(rig, other);
    }

    [Fact]
    public async Task CALL_113_a_binary_message_closes_with_1003()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        await client.SendAsync(WireCodec.Encode(new ClientFrame.AskSnapshot()), WebSocketMessageType.Binary);
        Assert.Equal(CloseCodes.UnsupportedData, await client.CloseCodeAsync());
        await rig.AssertAliveAsync();
    }

    [Theory]
    [InlineData(131_073)]
    [InlineData(10 * 1024 * 1024)]
    public async Task CALL_113_a_message_over_the_limit_closes_with_1009(int size)
    {
        await using var rig = await ServerRig.StartAsync();
        var other = await rig.SignInAsync("bob");
        var client = await rig.SignInAsync("alice");
        await client.SendAsync(new string(' ', size));
        Assert.Equal(CloseCodes.TooBig, await client.CloseCodeAsync());
        await AssertUndisturbedAsync(rig, other);
    }

    [Fact]
    public async Task A_message_at_the_limit_is_taken()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.SignInAsync("alice");
        await client.SendAsync("{\"type\":\"snapshot\"}" + new string(' ', 131_072 - 19));
        await client.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task An_unknown_version_is_told_and_closed()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([2, 99]) { Token = rig.Token("alice") });
        Assert.Equal(WireErrorCode.UnsupportedVersion, await client.ErrorAsync());
        Assert.Equal(CloseCodes.UnsupportedVersion, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_version_among_others_is_found()
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(new ClientFrame.Hello([2, 1]) { Token = rig.Token("alice") });
        Assert.Equal(1, (await client.NextAsync<ServerFrame.Welcome>()).Version);
    }

    [Theory]
    [InlineData("{\"type\":\"snapshot\"}", WireErrorCode.UnexpectedMessage)]
    [InlineData("{\"type\":\"dance\"}", WireErrorCode.UnknownType)]
    [InlineData("{\"type\":\"hello\"}", WireErrorCode.InvalidMessage)]
    [InlineData("{", WireErrorCode.Malformed)]
    public async Task CALL_001_before_hello_everything_else_closes(string text, WireErrorCode code)
    {
        await using var rig = await ServerRig.StartAsync();
        var client = await rig.OpenAsync();
        await client.SendAsync(text);
        Assert.Equal(code, await client.ErrorAsync());
        Assert.Equal(CloseCodes.Malformed, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task CALL_113_a_stranger_learns_and_changes_nothing_of_a_call()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        var mallory = await rig.SignInAsync("mallory");
        await alice.PlaceAsync("c1", "bob");
        var media = new MediaState(true, false);
        CallCommand[] attempts =
        [
            new CallCommand.Alerting("c1", "x1"), new CallCommand.Busy("c1", "x2"), new CallCommand.AcceptCall("c1", "x3", media),
            new CallCommand.RejectCall("c1", "x4", null), new CallCommand.CancelCall("c1", "x5"), new CallCommand.LeaveCall("c1", "x6"),
            new CallCommand.EndCall("c1", "x7", EndCause.HangUp, HangUpScope.Everyone), new CallCommand.SetMediaState("c1", "x8", media),
            new CallCommand.QueryCall("c1", "x9"),
        ];
        foreach (var attempt in attempts)
        {
            // Alike for a call that does not exist: an end may overtake its beginning and is taken as said, all else is not found.
            var there = await mallory.AskAsync(attempt);
            Assert.Equal(there, await mallory.AskAsync(attempt with { CallId = $"no-such-call-{attempt.CommandId}" }));
            CommandResult expected = attempt is CallCommand.EndCall or CallCommand.CancelCall
                ? new CommandResult.Done()
                : new CommandResult.Refused(RefusalCode.NotFound);
            Assert.Equal(expected, there);
        }

        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
    }

    [Fact]
    public async Task CALL_113_commands_in_the_wrong_state_or_role_are_refused_and_change_nothing()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await alice.PlaceAsync("c1", "bob");
        Assert.IsType<CommandResult.Refused>(await alice.AcceptAsync("c1"));
        Assert.IsType<CommandResult.Refused>(await bob.AskAsync(new CallCommand.CancelCall("c1", bob.NextId())));
        Assert.IsType<CommandResult.Refused>(await bob.AskAsync(new CallCommand.SetMediaState("c1", bob.NextId(), default)));
        Assert.Equal(RefusalCode.InvalidArgument, Assert.IsType<CommandResult.Refused>(await bob.PlaceAsync("c1", "alice")).Code);
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
    }

    [Fact]
    public async Task CALL_113_random_bytes_hurt_nobody()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Connects.Burst = 1_000);
        var other = await rig.SignInAsync("bob");
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var client = await rig.SignInAsync("alice");
            var bytes = WireCodec.Encode(new ClientFrame.Submit(new CallCommand.RejectCall("c", "m", "why")));
            bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            await client.SendAsync(bytes);
            await client.ReceiveAsync();
            client.Cut();
        }

        await AssertUndisturbedAsync(rig, other);
    }

    private static async Task AssertUndisturbedAsync(ServerRig rig, WireClient client)
    {
        await client.SendAsync(new ClientFrame.AskSnapshot());
        await client.NextAsync<ServerFrame.State>();
        await rig.AssertAliveAsync();
    }
}
