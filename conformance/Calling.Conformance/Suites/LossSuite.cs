namespace Calling.Conformance;

/// <summary>Section 12: lines, media and devices that are lost, and come back or do not.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class LossSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Returns = CallCapabilities.Reconnect | CallCapabilities.RingingSignal;
    private const string Caller = "Ringing bob:Accepted Connecting +bob Connected";
    private const string Callee = "Connecting +alice Connected";

    /// <summary>How long a lost connection may take to be noticed: by a device of a path, or by an arbiter of a line.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(30);

    [Spec("CALL-110", Aspect = "caller, ringing", Requires = Returns, Needs = Hooks.Network)]
    public async Task A_caller_whose_line_was_down_learns_of_the_answer()
    {
        var pair = await RingAsync(CallMedia.Audio);
        var cut = Stage.Network.Cut(pair.Alice.Party);
        await ReadsAsync("Ringing !LineInterrupted", pair.Alice.Log(pair.Out));
        var accepting = pair.Bob.AcceptAsync(pair.In);
        await Stage.PassAsync(500);
        cut.Dispose();
        await accepting;
        await ReadAsync(pair, "Ringing !LineInterrupted !LineRestored bob:Accepted Connecting +bob Connected", Callee);
        await QuietAsync();
    }

    [Spec("CALL-110", Aspect = "callee, ringing", Requires = Returns, Needs = Hooks.Network)]
    public async Task A_callee_whose_line_was_down_stops_ringing_once()
    {
        var pair = await RingAsync(CallMedia.Audio);
        var cut = Stage.Network.Cut(pair.Bob.Party);
        await ReadsAsync("!LineInterrupted", pair.Bob.Log(pair.In));
        Assert.True(await pair.Out.TryCancelAsync());
        await Stage.PassAsync(500);
        cut.Dispose();
        await ReadAsync(
            pair, "Ringing bob:Cancelled Ended(LocalCancel by alice)", "!LineInterrupted !LineRestored Ended(RemoteCancel by alice)");
        await QuietAsync();
    }

    [Spec("CALL-110", Aspect = "an answer without a line", Requires = Returns, Needs = Hooks.Network)]
    public async Task An_answer_that_was_given_while_the_line_was_down_counts_once_it_is_back()
    {
        var pair = await RingAsync(CallMedia.Audio);
        var cut = Stage.Network.Cut(pair.Bob.Party);
        await ReadsAsync("!LineInterrupted", pair.Bob.Log(pair.In));
        var accepting = pair.Bob.AcceptAsync(pair.In);
        await Stage.PassAsync(500);
        await ReadsAsync("Ringing", pair.Alice.Log(pair.Out));
        cut.Dispose();
        await accepting;
        await ReadAsync(pair, Caller, $"!LineInterrupted !LineRestored {Callee}");
        await QuietAsync();
    }

    [Spec("CALL-110", Aspect = "connected", Requires = Returns, Needs = Hooks.Network)]
    public async Task A_line_that_was_down_during_a_call_loses_nothing_and_doubles_nothing()
    {
        var pair = await ConnectAsync();
        var cut = Stage.Network.Cut(pair.Alice.Party);
        await ReadsAsync($"{Caller} !LineInterrupted", pair.Alice.Log(pair.Out));
        await pair.In.SetMicrophoneAsync(false);
        await pair.Out.SetCameraAsync(false);
        await Stage.PassAsync(500);
        Assert.Equal((CallState.Connected, CallState.Connected), (pair.Out.Snapshot.State, pair.In.Snapshot.State));
        await ReadsAsync(Callee, pair.Bob.Log(pair.In));
        cut.Dispose();
        await ReadAsync(pair, $"{Caller} !LineInterrupted !LineRestored bob:cam", $"{Callee} alice:mic");
        await pair.In.SetMicrophoneAsync(true);
        await ReadAsync(pair, $"{Caller} !LineInterrupted !LineRestored bob:cam bob:miccam", $"{Callee} alice:mic");
        await QuietAsync();
    }

    [Spec("CALL-110", Aspect = "the end comes meanwhile", Requires = Returns, Needs = Hooks.Network)]
    public async Task An_end_that_came_while_the_line_was_down_is_told_once()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var cut = Stage.Network.Cut(pair.Bob.Party);
        await ReadsAsync($"{Callee} !LineInterrupted", pair.Bob.Log(pair.In));
        var stall = Stage.Network.Stall(pair.Bob.Party);
        await pair.Out.HangUpAsync();
        await ReadsAsync($"{Caller} Ended(LocalHangUp by alice)", pair.Alice.Log(pair.Out));
        stall.Dispose();
        cut.Dispose();
        await CompletesAsync(pair.Bob.Log(pair.In));

        // Whether the device first misses the media of who hung up is a matter of how soon its line is back.
        Assert.Equal(CallEndReason.RemoteHangUp, pair.In.Snapshot.End!.Reason);
        Assert.Equal(1, pair.Bob.Log(pair.In).Count<CallEvent.ParticipantLeft>());
    }

    [Spec("CALL-111", Aspect = "back", Requires = Returns, Needs = Hooks.Media)]
    public async Task Lost_media_comes_back()
    {
        var pair = await ConnectAsync();
        using var seen = new Senses(pair.Out.Media, pair.Bob.Party.UserId);
        await Stage.UntilAsync(() => seen.Pictures > 3, "pictures");
        var cut = Stage.Media.Cut(pair.Bob.Party);
        await ReconnectingAsync(pair);
        await ReadAsync(pair, $"{Caller} Reconnecting", $"{Callee} Reconnecting");
        cut.Dispose();
        await Stage.UntilAsync(() => IsConnected(pair.Out) && IsConnected(pair.In), "media is back", Noticed);
        int before = seen.Pictures;
        await Stage.UntilAsync(() => seen.Pictures > before + 3, "pictures again");
        await ReadAsync(pair, $"{Caller} Reconnecting Connected", $"{Callee} Reconnecting Connected");
        await QuietAsync();

        static bool IsConnected(ICallSession call) => call.Snapshot.State == CallState.Connected;
    }

    [Spec("CALL-111", Aspect = "hang-up meanwhile", Requires = Returns, Needs = Hooks.Media)]
    public async Task A_call_without_media_can_be_ended()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        using var cut = Stage.Media.Cut(pair.Alice.Party);
        await ReconnectingAsync(pair);
        await pair.In.HangUpAsync();
        await ReadAsync(
            pair, $"{Caller} Reconnecting -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", $"{Callee} Reconnecting Ended(LocalHangUp by bob)");
        await QuietAsync();
    }

    [Spec("CALL-111", Aspect = "the path failed", Requires = Returns, Needs = Hooks.Media)]
    public async Task Media_that_does_not_come_back_is_a_lost_connection()
    {
        var pair = await ConnectAsync(TimeSpan.FromSeconds(2));
        using var cut = Stage.Media.Cut(pair.Alice.Party);
        await ReconnectingAsync(pair);
        await ReadAsync(
            pair,
            $"{Caller} Reconnecting -bob(ConnectionLost) Ended(ConnectionLost)",
            $"{Callee} Reconnecting -alice(ConnectionLost) Ended(ConnectionLost)");
        await QuietAsync();
    }

    [Spec("CALL-111", Aspect = "line and media", Requires = Returns, Needs = Hooks.Media | Hooks.Network)]
    public async Task Whose_line_is_down_too_is_lost_for_the_peer_and_has_lost_its_own_connection()
    {
        var pair = await ConnectAsync(TimeSpan.FromSeconds(2));
        var line = Stage.Network.Cut(pair.Alice.Party);
        await ReadsAsync($"{Caller} !LineInterrupted", pair.Alice.Log(pair.Out));
        var media = Stage.Media.Cut(pair.Alice.Party);
        await Stage.UntilAsync(() => pair.Bob.Log(pair.In).Completed && pair.Alice.Log(pair.Out).Completed, "it is over for both", Noticed);
        await ReadAsync(
            pair,
            $"{Caller} !LineInterrupted Reconnecting -bob(ConnectionLost) Ended(ConnectionLost)",
            $"{Callee} Reconnecting -alice(PeerLost) Ended(PeerLost)");
        line.Dispose();
        media.Dispose();
        await QuietAsync();
    }

    [Spec("CALL-112", Requires = Returns, Needs = Hooks.Network)]
    public async Task A_peer_whose_process_dies_is_lost()
    {
        var pair = await ConnectAsync(TimeSpan.FromSeconds(2));
        Stage.Network.Kill(pair.Alice.Party);
        await Stage.UntilAsync(() => pair.Bob.Log(pair.In).Completed, "bob's call ends", Fixture.LineGrace + TimeSpan.FromSeconds(3));
        await ReadsOneOfAsync(
            pair.Bob.Log(pair.In), $"{Callee} -alice(PeerLost) Ended(PeerLost)", $"{Callee} Reconnecting -alice(PeerLost) Ended(PeerLost)");
        await Stage.PassAsync(300);
        Assert.Empty(pair.Bob.Client.Calls);
    }

    private async Task<Pair> ConnectAsync(TimeSpan reconnect)
    {
        var pair = await RingAsync(
            await AliceAsync(o => o.ReconnectTimeout = reconnect), await BobAsync(o => o.ReconnectTimeout = reconnect), CallMedia.Audio);
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        return pair;
    }

    private Task ReconnectingAsync(Pair pair) => Stage.UntilAsync(
        () => pair.Out.Snapshot.State == CallState.Reconnecting && pair.In.Snapshot.State == CallState.Reconnecting, "both miss the media", Noticed);
}
