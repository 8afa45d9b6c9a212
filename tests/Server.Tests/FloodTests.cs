using System.Net.WebSockets;
using Calling.Providers;
using Calling.Signaling.Wire;

namespace Calling.Server.Tests;

/// <summary>Who sends without end, rings without end or asks who is there: others are served, and nothing is learnt.</summary>
public class FloodTests
{
    private static readonly byte[] s_snapshot = "{\"type\":\"snapshot\"}"u8.ToArray();

    [Fact]
    public async Task CALL_113_ten_thousand_messages_at_once_are_closed_and_delay_nobody()
    {
        await using var rig = await ServerRig.StartAsync();
        var (bob, carol) = (await rig.SignInAsync("bob"), await rig.SignInAsync("carol"));
        var mallory = await rig.SignInAsync("mallory");
        var flooding = Task.Run(() => FloodAsync(mallory, 10_000));
        var reading = mallory.CloseCodeAsync();

        // Every answer has a deadline of its own in the client; the server's clock stands still, so nobody's limit refills.
        for (var call = 0; call < 20; call++)
        {
            Assert.IsType<CommandResult.Done>(await bob.PlaceAsync($"c{call}", "carol"));
            Assert.IsType<CommandResult.Done>(await carol.AskAsync(new CallCommand.Alerting($"c{call}", carol.NextId())));
            Assert.IsType<CommandResult.Done>(await bob.AskAsync(new CallCommand.CancelCall($"c{call}", bob.NextId())));
        }

        Assert.Equal(CloseCodes.RateLimited, await reading);
        TestContext.Current.TestOutputHelper!.WriteLine($"{await flooding} messages were taken by the network");
        await rig.AssertAliveAsync();
    }

    [Fact]
    public async Task CALL_113_a_message_in_endless_empty_parts_is_closed()
    {
        await using var rig = await ServerRig.StartAsync();
        var mallory = await rig.SignInAsync("mallory");
        var reading = mallory.CloseCodeAsync();
        await mallory.SendPartAsync("{"u8.ToArray());
        await UntilClosedAsync(() => mallory.SendPartAsync([]), 100_000);
        Assert.Equal(CloseCodes.TooBig, await reading);
        await rig.AssertAliveAsync();
    }

    [Fact]
    public async Task CALL_113_a_message_in_many_small_parts_is_taken()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        foreach (var octet in s_snapshot)
        {
            await alice.SendPartAsync([octet]);
        }

        await alice.SendAsync([]);
        await alice.NextAsync<ServerFrame.State>();
    }

    [Fact]
    public async Task CALL_113_ringing_one_user_without_end_is_limited_over_all_devices()
    {
        await using var rig = await ServerRig.StartAsync(o => o.Calls.Burst = 4);
        var bob = await rig.SignInAsync("bob");
        WireClient[] mallory = [await rig.SignInAsync("mallory"), await rig.SignInAsync("mallory", "desk")];
        for (var call = 0; call < 4; call++)
        {
            Assert.IsType<CommandResult.Done>(await mallory[call % 2].PlaceAsync($"c{call}", "bob"));
            await mallory[call % 2].AskAsync(new CallCommand.CancelCall($"c{call}", mallory[call % 2].NextId()));
        }

        foreach (var device in mallory)
        {
            Assert.Equal(RefusalCode.RateLimited, Assert.IsType<CommandResult.Refused>(await device.PlaceAsync("c9", "bob")).Code);
        }

        Assert.IsType<CommandResult.Done>(await bob.PlaceAsync("b1", "carol"));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<CommandResult.Done>(await mallory[0].PlaceAsync("c10", "bob"));
    }

    [Fact]
    public async Task CALL_113_who_was_called_again_and_again_can_still_be_told_how_things_are()
    {
        await using var rig = await ServerRig.StartAsync();
        var bob = await rig.SignInAsync("bob");
        var mallory = await rig.SignInAsync("mallory");
        var attachment = new string('x', 16_384);
        for (var call = 0; call < 60; call++)
        {
            Assert.IsType<CommandResult.Done>(await mallory.AskAsync(new CallCommand.PlaceCall(
                $"c{call}", mallory.NextId(), ["bob"], CallMedia.Audio, TimeSpan.FromSeconds(30), default) { Attachment = attachment }));
            await mallory.AskAsync(new CallCommand.CancelCall($"c{call}", mallory.NextId()));
        }

        await bob.SendAsync(new ClientFrame.AskSnapshot());
        var state = await RelayTests.SkipAsync<ServerFrame.State>(bob);
        Assert.Equal(60, state.Calls.Count);
        Assert.All(state.Calls, call => Assert.True(call is { Ending: not null, Details.Attachment: null }));
        Assert.True(WireCodec.Encode(state).Length < 60 * 1_024, "what is over takes little room");
    }

    [Fact]
    public async Task CALL_113_the_limit_on_different_callees_is_the_users_over_all_devices_and_commands()
    {
        await using var rig = await ServerRig.StartAsync(o => o.MaxCalleesPerMinute = 2);
        var (phone, desk) = (await rig.SignInAsync("mallory"), await rig.SignInAsync("mallory", "desk"));
        Assert.IsType<CommandResult.Done>(await phone.PlaceAsync("c1", "bob"));
        Assert.IsType<CommandResult.Done>(await desk.PlaceAsync("c2", "carol"));
        CallCommand[] further =
        [
            new CallCommand.PlaceCall("c3", phone.NextId(), ["dave"], CallMedia.Audio, TimeSpan.FromSeconds(30), default),
            new CallCommand.PlaceCall("c4", phone.NextId(), ["bob", "dave"], CallMedia.Audio, TimeSpan.FromSeconds(30), default) { IsGroup = true },
            new CallCommand.InviteUsers("c1", phone.NextId(), ["dave"], TimeSpan.FromSeconds(30)),
        ];
        foreach (var command in further)
        {
            Assert.Equal(RefusalCode.RateLimited, Assert.IsType<CommandResult.Refused>(await phone.AskAsync(command)).Code);
        }
    }

    [Fact]
    public async Task CALL_013_calling_tells_nobody_whether_a_user_exists()
    {
        await using var rig = await ServerRig.StartAsync();
        var alice = await rig.SignInAsync("alice");
        var bob = await rig.SignInAsync("bob");
        await bob.SendAsync(new ClientFrame.Leave());
        Assert.Equal(CloseCodes.Normal, await bob.CloseCodeAsync());
        var away = await LifeAsync("c1", "bob");
        var unknown = await LifeAsync("c2", "no-such-user");
        Assert.Equal(3, away.Count);
        Assert.Equal(away, unknown);
        Assert.Equal(await FailFastAsync("c3", "bob"), await FailFastAsync("c4", "no-such-user"));

        // Everything that is told from the placing to the end, but for the names that the caller gave.
        async Task<List<string>> LifeAsync(string callId, string callee)
        {
            List<string> told = [Plain((await alice.PlaceAsync(callId, callee)).ToString()!, callId, callee)];
            rig.Time.Advance(TimeSpan.FromSeconds(31));
            for (var signal = 0; signal < 2; signal++)
            {
                told.Add(Plain((await alice.NextAsync<ServerFrame.Notify>()).Signal.ToString()!, callId, callee));
            }

            return told;
        }

        async Task<string> FailFastAsync(string callId, string callee) => Plain(
            (await alice.AskAsync(new CallCommand.PlaceCall(callId, alice.NextId(), [callee], CallMedia.Audio, TimeSpan.FromSeconds(30), default) { FailFast = true }))
                .ToString()!,
            callId,
            callee);
    }

    private static string Plain(string text, string callId, string callee) =>
        text.Replace(callId, "call", StringComparison.Ordinal).Replace(callee, "callee", StringComparison.Ordinal);

    private static async Task<int> FloodAsync(WireClient client, int messages)
    {
        var sent = 0;
        await UntilClosedAsync(
            () => client.SendAsync(sent++ % 2 == 0
                ? s_snapshot
                : WireCodec.Encode(new ClientFrame.Submit(new CallCommand.QueryCall("c1", $"m{sent}")))),
            messages);
        return sent;
    }

    private static async Task UntilClosedAsync(Func<Task> send, int times)
    {
        try
        {
            for (var i = 0; i < times; i++)
            {
                await send();
            }
        }
        catch (Exception closed) when (closed is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As it should.
        }
    }
}
