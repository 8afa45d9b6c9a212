using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Server.Tests;

public class RelayTests
{
    [Fact]
    public async Task CALL_008_in_a_call_peers_reach_each_other_and_the_server_says_who_it_was()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig);

        // What the sender claims to be is not even read.
        await alice.SendAsync(
            """{"type":"peer","callId":"c1","to":{"userId":"bob","deviceId":"phone"},"from":{"userId":"mallory","deviceId":"x"},"kind":"sdp","payload":"v=0 ü😀"}""");
        Assert.Equal(new ServerFrame.Relayed("c1", alice.Self, "sdp", "v=0 ü😀"), await SkipAsync<ServerFrame.Relayed>(bob));
    }

    [Fact]
    public async Task CALL_090_before_the_accept_nothing_is_relayed()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await alice.PlaceAsync("c1", "bob");
        await bob.SignalAsync<CallSignal.Invited>();
        foreach (var (from, to) in new[] { (alice, bob), (bob, alice) })
        {
            await from.SendAsync(new ClientFrame.Relay("c1", to.Self, "sdp", "x") { Id = "p1" });
            var error = await from.NextAsync<ServerFrame.Error>();
            Assert.Equal((WireErrorCode.NotAllowed, "p1", "c1"), (error.Code, error.InReplyTo, error.CallId));
        }

        await AssertNothingAsync(bob);
    }

    [Fact]
    public async Task CALL_113_outside_a_common_call_nothing_is_relayed_and_all_is_told_alike()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig);
        var mallory = await rig.SignInAsync("mallory");
        foreach (var (callId, to) in new[]
        {
            ("c1", bob.Self), ("c2", bob.Self), ("c1", new CallParty("nobody", "phone")), ("c1", new CallParty("bob", "other")), ("c1", mallory.Self),
        })
        {
            await mallory.SendAsync(new ClientFrame.Relay(callId, to, "sdp", "x"));
            Assert.Equal(
                new ServerFrame.Error(WireErrorCode.NotAllowed, "The two devices are not both in this call.") { CallId = callId },
                await mallory.ReceiveAsync());
        }

        await bob.AskAsync(new CallCommand.EndCall("c1", bob.NextId(), EndCause.HangUp, HangUpScope.Self));
        await alice.SendAsync(new ClientFrame.Relay("c1", bob.Self, "sdp", "late"));
        Assert.Equal(WireErrorCode.NotAllowed, (await SkipAsync<ServerFrame.Error>(alice)).Code);
        await AssertNothingAsync(mallory);
    }

    [Fact]
    public async Task A_peer_that_is_down_is_told_as_such()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig);
        bob.Cut();
        ServerFrame.Error? error = null;
        await Calling.Tests.Until.True(() =>
        {
            alice.SendAsync(new ClientFrame.Relay("c1", new("bob", "phone"), "sdp", "x")).GetAwaiter().GetResult();
            alice.SendAsync("{\"type\":\"snapshot\"}").GetAwaiter().GetResult();
            var next = alice.ReceiveAsync().GetAwaiter().GetResult();
            error = next as ServerFrame.Error;
            return error is not null;
        });
        Assert.Equal(WireErrorCode.PeerUnavailable, error!.Code);
    }

    [Fact]
    public async Task A_payload_over_the_limit_is_refused()
    {
        await using var rig = await ServerRig.StartAsync();
        var (alice, bob) = await ConnectedAsync(rig);
        await alice.SendAsync(new ClientFrame.Relay("c1", bob.Self, "sdp", new string('x', 65_537)));
        Assert.Equal(WireErrorCode.InvalidMessage, (await SkipAsync<ServerFrame.Error>(alice)).Code);
        await alice.SendAsync(new ClientFrame.Relay("c1", bob.Self, "sdp", new string('x', 65_536)));
        Assert.Equal(65_536, (await SkipAsync<ServerFrame.Relayed>(bob)).Payload.Length);
    }

    internal static async Task<(WireClient Alice, WireClient Bob)> ConnectedAsync(ServerRig rig)
    {
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        Assert.IsType<CommandResult.Done>(await alice.PlaceAsync("c1", "bob"));
        Assert.IsType<CommandResult.Done>(await bob.AcceptAsync("c1"));
        return (alice, bob);
    }

    internal static async Task<T> SkipAsync<T>(WireClient client)
        where T : ServerFrame
    {
        while (true)
        {
            if (await client.ReceiveAsync() is T frame)
            {
                return frame;
            }
        }
    }

    private static async Task AssertNothingAsync(WireClient client)
    {
        await client.SendAsync(new ClientFrame.AskSnapshot());
        await client.NextAsync<ServerFrame.State>();
    }
}
