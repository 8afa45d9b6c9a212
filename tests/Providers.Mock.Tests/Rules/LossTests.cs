using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>Section 12: lines and media that are lost and come back, or do not.</summary>
public sealed class LossTests : RuleTest
{
    private const string Caller = "[Ringing] bob:Accepted Connecting +bob/mic Connected";
    private const string Callee = "[Incoming] Connecting +alice/mic Connected";

    [Fact]
    public Task CALL_110_A_line_that_comes_back_in_time_loses_no_event_and_no_call() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        using (World.Faults.Cut("bob"))
        {
            await call.Session.SetMicrophoneAsync(false);
            await call.Session.SetMicrophoneAsync(true);
            await PassAsync(59);
            Assert.Equal((Caller, Callee + " !LineInterrupted"), (call.Trace, incoming.Trace));
        }

        await PassAsync(1);
        Assert.Equal((Caller, Callee + " !LineInterrupted !LineRestored alice/mute alice/mic"), (call.Trace, incoming.Trace));
        Assert.Equal((CallState.Connected, CallState.Connected), (call.State, incoming.State));
        Assert.Equal("SignedIn Interrupted SignedIn", bob.States);
        Assert.True(World.Media.FramesReceived("bob", MediaKind.Audio) > 2_900);
    });

    [Fact]
    public Task CALL_111_Media_that_return_within_15_s_reconnect_both_sides() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        using (World.Faults.Media.Interrupt("bob", "alice"))
        {
            await PassAsync(14.9);
            Assert.Equal((Caller + " Reconnecting", Callee + " Reconnecting"), (call.Trace, incoming.Trace));
        }

        await PassAsync(60);
        Assert.Equal((Caller + " Reconnecting Connected", Callee + " Reconnecting Connected"), (call.Trace, incoming.Trace));
    });

    [Fact]
    public Task CALL_111_A_path_that_fails_both_ways_is_ConnectionLost_for_both() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        using var fault = World.Faults.Media.Interrupt("bob");
        await PassAsync(15);

        Assert.Equal(Caller + " Reconnecting -bob(ConnectionLost) Ended(ConnectionLost)", call.Trace);
        Assert.Equal(Callee + " Reconnecting -alice(ConnectionLost) Ended(ConnectionLost)", incoming.Trace);
    });

    [Fact]
    public Task CALL_111_Where_a_devices_own_line_is_down_too_it_reads_ConnectionLost_and_the_peer_PeerLost() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        using var cut = World.Faults.Cut("bob");
        await RestAsync();
        using var fault = World.Faults.Media.Interrupt("bob");
        await PassAsync(15);

        Assert.Equal(Caller + " Reconnecting -bob(PeerLost) Ended(PeerLost)", call.Trace);
        Assert.Equal(Callee + " !LineInterrupted Reconnecting -alice(ConnectionLost) Ended(ConnectionLost)", incoming.Trace);
    });

    [Fact]
    public Task CALL_111_112_A_killed_process_is_PeerLost_once_its_media_stay_away() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (call, incoming) = await ConnectAsync(alice, bob);
        World.Faults.Kill("bob");

        // Two seconds until the silence is noticed, fifteen for it to end.
        await PassAsync(16.9);
        Assert.Equal(Caller + " Reconnecting", call.Trace);
        await PassAsync(0.1);
        Assert.Equal(Caller + " Reconnecting -bob(PeerLost) Ended(PeerLost)", call.Trace);
        Assert.Equal(Callee, incoming.Trace);
        Assert.Equal(0, World.Media.OpenSources("bob"));
    });

    [Fact]
    public Task CALL_112_However_patient_a_device_is_the_arbiter_gives_a_dead_peer_up() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", settings: o => o.ReconnectTimeout = TimeSpan.FromSeconds(120));
        var bob = await EnterAsync("bob");
        var (call, _) = await ConnectAsync(alice, bob);
        World.Faults.Kill("bob");
        await PassAsync(59.9);
        Assert.Equal(Caller + " Reconnecting", call.Trace);
        await PassAsync(0.1);
        Assert.Equal(Caller + " Reconnecting -bob(PeerLost) Ended(PeerLost)", call.Trace);
    });

    [Fact]
    public Task CALL_110_111_Without_the_capability_what_is_lost_stays_lost() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice");
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.Reconnect));
        var (call, incoming) = await ConnectAsync(alice, bob);
        using (World.Faults.Media.Interrupt("bob"))
        {
            await RestAsync();
            Assert.Equal(Caller + " -bob(ConnectionLost) Ended(ConnectionLost)", call.Trace);
            Assert.Equal(Callee + " -alice(ConnectionLost) Ended(ConnectionLost)", incoming.Trace);
        }

        using (World.Faults.Cut("bob"))
        {
            await RestAsync();
            Assert.Equal("SignedIn SignedOut(ConnectionLost)", bob.States);
        }
    });
}
