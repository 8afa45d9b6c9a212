using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 3: accepting, rejecting, and what crosses them.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class AnsweringSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Data = CallCapabilities.CallData | CallCapabilities.RingingSignal;
    private const string Text = "Zoë 🎉 你好\t\n";
    private const string Json = "{\"a\":[1,2,\"\\u00e9\"],\"b\":\"</script>\"}";

    [Spec(["CALL-020", "CALL-023"], Requires = CallCapabilities.RingingSignal)]
    public async Task Accept_connects_both_and_says_so_once()
    {
        var pair = await ConnectAsync();
        await pair.Bob.AcceptAsync(pair.In);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-021", Requires = CallCapabilities.RingingSignal)]
    public async Task A_reject_ends_both()
    {
        var pair = await RingAsync();
        await pair.In.RejectAsync();
        await ReadAsync(pair, "Ringing bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        await QuietAsync();
    }

    [Spec("CALL-021", Aspect = "reason", Requires = CallCapabilities.RingingSignal | CallCapabilities.RejectReason)]
    public async Task A_reject_carries_its_reason()
    {
        var pair = await RingAsync();
        await pair.In.RejectAsync("in a meeting 🎉");
        await ReadAsync(pair, "Ringing bob:Rejected(in a meeting 🎉) Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        await QuietAsync();
    }

    [Spec("CALL-022", Requires = CallCapabilities.RingingSignal)]
    public async Task What_comes_after_the_end_fails_with_the_end()
    {
        var pair = await RingAsync();
        await pair.In.RejectAsync();
        await pair.In.RejectAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        await GoneAsync(CallEndReason.LocalReject, () => pair.Bob.AcceptAsync(pair.In));
        await GoneAsync(CallEndReason.RemoteReject, () => pair.Alice.AcceptAsync(pair.Out));

        var cancelled = await RingAsync(pair.Alice, pair.Bob);
        await cancelled.Out.HangUpAsync();
        await CompletesAsync(pair.Bob.Log(cancelled.In));
        await GoneAsync(CallEndReason.RemoteCancel, () => pair.Bob.AcceptAsync(cancelled.In));
        await GoneAsync(CallEndReason.RemoteCancel, () => cancelled.In.RejectAsync());
        await ReadAsync(pair, "Ringing bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        await ReadAsync(cancelled, "Ringing bob:Cancelled Ended(LocalCancel by alice)", "Ended(RemoteCancel by alice)");
        await QuietAsync();
    }

    [Spec("CALL-023", Aspect = "wrong state", Requires = CallCapabilities.RingingSignal)]
    public async Task Operations_in_the_wrong_state_name_it_and_change_nothing()
    {
        var pair = await RingAsync();
        var error = await FailsAsync(CallErrorCode.InvalidState, () => pair.Alice.AcceptAsync(pair.Out));
        Assert.Equal((CallState.Ringing, "AcceptAsync"), (error.State, error.Operation));
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.RejectAsync());
        await FailsAsync(CallErrorCode.InvalidState, () => pair.In.TryCancelAsync());
        await ReadAsync(pair, "Ringing", "");
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        error = await FailsAsync(CallErrorCode.InvalidState, () => pair.In.RejectAsync());
        Assert.Equal((CallState.Connected, "RejectAsync"), (error.State, error.Operation));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-024", Aspect = "cancel first", Requires = CallCapabilities.RingingSignal)]
    public async Task A_cancel_that_comes_before_the_accept_wins()
    {
        var pair = await RingAsync();
        using var accept = Stage.Faults.Hold<CallCommand.AcceptCall>(pair.Bob);
        var accepting = pair.Bob.AcceptAsync(pair.In);
        await Stage.UntilAsync(() => accept.Count == 1, "the accept is on its way");
        Assert.True(await pair.Out.TryCancelAsync());
        accept.Dispose();
        await GoneAsync(CallEndReason.RemoteCancel, () => accepting);
        await CancelledAsync(pair, "Ended(RemoteCancel by alice)");
    }

    [Spec("CALL-024", Aspect = "cancel first, told late", Requires = CallCapabilities.RingingSignal)]
    public async Task A_cancel_that_has_won_beats_an_accept_that_does_not_know_yet()
    {
        var pair = await RingAsync();
        using var news = Stage.Faults.Hold<CallSignal.Ended>(pair.Bob);
        Assert.True(await pair.Out.TryCancelAsync());
        await Stage.UntilAsync(() => news.Count == 1, "the end is on its way");
        await GoneAsync(CallEndReason.RemoteCancel, () => pair.Bob.AcceptAsync(pair.In));
        news.Dispose();
        await CancelledAsync(pair, "Ended(RemoteCancel by alice)");
    }

    [Spec("CALL-024", Aspect = "accept first", Requires = CallCapabilities.RingingSignal)]
    public async Task An_accept_that_comes_before_the_cancel_wins()
    {
        var pair = await RingAsync();
        using var cancel = Stage.Faults.Hold<CallCommand.CancelCall>(pair.Alice);
        var cancelling = pair.Out.TryCancelAsync();
        await Stage.UntilAsync(() => cancel.Count == 1, "the cancel is on its way");
        await pair.Bob.AcceptAsync(pair.In);
        if (!pair.Alice.Client.Provider.Duties.HasFlag(LineDuties.Outcome))
        {
            // Nobody decides but what the caller's own line knows by then.
            await ConnectedAsync(pair);
        }

        cancel.Dispose();
        Assert.False(await cancelling);
        await ConnectedAsync(pair);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-024", Aspect = "accept first, told late", Requires = CallCapabilities.RingingSignal)]
    public async Task An_accept_that_has_won_beats_a_cancel_that_does_not_know_yet()
    {
        var pair = await RingAsync();
        using var news = Stage.Faults.Hold<CallSignal>(pair.Alice);
        await pair.Bob.AcceptAsync(pair.In);
        await Stage.UntilAsync(() => news.Count > 0, "the news is on its way");
        Assert.False(await pair.Out.TryCancelAsync());
        news.Dispose();
        await ConnectedAsync(pair);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-024", Aspect = "hang-up, accept had won")]
    public async Task A_hang_up_that_crosses_an_accept_ends_both()
    {
        var pair = await RingAsync();
        using var hangUp = Stage.Faults.Hold<CallCommand.EndCall>(pair.Alice);
        await pair.Out.HangUpAsync();
        await pair.Bob.AcceptAsync(pair.In);
        hangUp.Dispose();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        Assert.Equal(CallEndReason.RemoteHangUp, pair.In.Snapshot.End!.Reason);
        Assert.Equal("alice", Stage.NameOf(pair.In.Snapshot.End.EndedBy!));
    }

    [Spec("CALL-024", Aspect = "as it falls")]
    public async Task Accept_and_cancel_at_the_same_time_leave_both_in_agreement()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        bool decides = alice.Client.Provider.Duties.HasFlag(LineDuties.Outcome);
        for (int i = 0; i < 10; i++)
        {
            var pair = await RingAsync(alice, bob, CallMedia.Audio);
            var accepting = bob.AcceptAsync(pair.In);
            bool cancelled = await pair.Out.TryCancelAsync();
            if (!decides && (!cancelled || pair.Out.Snapshot.End!.Reason == CallEndReason.LocalHangUp))
            {
                await HungUpAsync(pair);
            }
            else if (cancelled)
            {
                await GoneAsync(CallEndReason.RemoteCancel, () => accepting);
                Assert.Equal(CallEndReason.LocalCancel, pair.Out.Snapshot.End!.Reason);
            }
            else
            {
                await accepting;
                await ConnectedAsync(pair);
                await pair.Out.HangUpAsync();
            }

            await CompletesAsync(alice.Log(pair.Out), bob.Log(pair.In));
        }
    }

    [Spec("CALL-025", Needs = Hooks.Hostile)]
    public async Task Nothing_that_a_caller_sends_makes_the_callee_answer()
    {
        var bob = await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        string callId = await mallory.PlaceAsync("bob");
        var incoming = await bob.RingsAsync();
        CallCommand[] forged =
        [
            new CallCommand.AcceptCall(callId, mallory.NextId(), new(true, true)),
            new CallCommand.Alerting(callId, mallory.NextId()),
            new CallCommand.JoinCall(callId, mallory.NextId(), new(true, true)),
            new CallCommand.InviteUsers(callId, mallory.NextId(), [mallory.Line.Self.UserId], TimeSpan.FromSeconds(30)),
            new CallCommand.AnswerMedia(callId, mallory.NextId(), "x", true),
            new CallCommand.SetMediaState(callId, mallory.NextId(), new(true, true)),
        ];
        foreach (var command in forged)
        {
            await mallory.SendAsync(command);
        }

        await Stage.PassAsync(300);
        Assert.Equal(CallState.Incoming, incoming.Snapshot.State);
        Assert.Empty(await incoming.Media.GetStatsAsync());
        await ReadsAsync("", bob.Log(incoming));
        await QuietAsync();
    }

    [Spec("CALL-026", Aspect = "accept and hang-up", Requires = Data)]
    public async Task Data_goes_with_an_accept_and_with_a_hang_up()
    {
        var pair = await RingAsync(CallMedia.Audio);
        await pair.Bob.AcceptAsync(pair.In, o => o.Data = Text);
        await ConnectedAsync(pair);
        await pair.Out.HangUpAsync(new HangUpOptions { Data = Json });
        await ReadAsync(
            pair,
            $"Ringing bob:Accepted[{Text}] Connecting +bob Connected Ended(LocalHangUp by alice)[{Json}]",
            $"Connecting +alice Connected -alice(RemoteHangUp)[{Json}] Ended(RemoteHangUp by alice)[{Json}]");
        await QuietAsync();
    }

    [Spec("CALL-026", Aspect = "reject", Requires = Data)]
    public async Task Data_goes_with_a_reject()
    {
        var pair = await RingAsync();
        await pair.In.RejectAsync(new RejectOptions { Data = Text });
        await ReadAsync(pair, $"Ringing bob:Rejected[{Text}] Ended(RemoteReject by bob)[{Text}]", $"Ended(LocalReject by bob)[{Text}]");
        await QuietAsync();
    }

    [Spec("CALL-026", Aspect = "cancel", Requires = Data)]
    public async Task Data_goes_with_a_cancel()
    {
        var pair = await RingAsync();
        Assert.True(await pair.Out.TryCancelAsync(new CancelOptions { Data = Json }));
        await ReadAsync(pair, $"Ringing bob:Cancelled Ended(LocalCancel by alice)[{Json}]", $"Ended(RemoteCancel by alice)[{Json}]");
        await QuietAsync();
    }

    [Spec("CALL-026", Aspect = "limit", Requires = Data)]
    public async Task Data_goes_up_to_the_limit_and_not_beyond()
    {
        var pair = await RingAsync(CallMedia.Audio);
        int limit = pair.Alice.Client.Provider.Limits.MaxDataBytes;
        string over = new('x', limit + 1);
        Func<Task>[] refused =
        [
            () => pair.Out.TryCancelAsync(new CancelOptions { Data = over }),
            () => pair.Out.HangUpAsync(new HangUpOptions { Data = over }),
            () => pair.In.RejectAsync(new RejectOptions { Data = over }),
            () => pair.Bob.AcceptAsync(pair.In, o => o.Data = over),
        ];
        foreach (var operation in refused)
        {
            var error = await FailsAsync(CallErrorCode.InvalidArgument, operation);
            Assert.Contains($"{limit}", error.Message, StringComparison.Ordinal);
        }

        await ReadAsync(pair, "Ringing", "");
        await QuietAsync();

        // Two bytes a letter and four for the face: what counts is bytes.
        string exact = string.Concat(new string('ö', (limit - 4) / 2), "🎉", new string('x', limit % 2));
        await pair.Bob.AcceptAsync(pair.In, o => o.Data = exact);
        await ConnectedAsync(pair);
        await pair.In.HangUpAsync(new HangUpOptions { Data = exact });
        await ReadAsync(
            pair,
            $"Ringing bob:Accepted[{exact}] Connecting +bob Connected -bob(RemoteHangUp)[{exact}] Ended(RemoteHangUp by bob)[{exact}]",
            $"Connecting +alice Connected Ended(LocalHangUp by bob)[{exact}]");
        await QuietAsync();
    }

    /// <summary>
    /// Where no service decides outcomes the vendor may know no cancelling, only hanging up: an accept that crossed has won, and was hung up with the rest,
    /// as rule CALL-024 says of a hang-up.
    /// </summary>
    private async Task HungUpAsync(Pair pair)
    {
        await pair.Out.HangUpAsync();
        await EndedAsync(pair.Out, pair.In);
        Assert.Equal((CallEndReason.LocalHangUp, CallEndReason.RemoteHangUp), (pair.Out.Snapshot.End!.Reason, pair.In.Snapshot.End!.Reason));
    }

    private async Task CancelledAsync(Pair pair, string callee)
    {
        await ReadAsync(pair, "Ringing bob:Cancelled Ended(LocalCancel by alice)", callee);
        await QuietAsync();
    }
}
