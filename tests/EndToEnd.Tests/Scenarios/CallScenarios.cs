namespace Calling.EndToEnd;

/// <summary>Sections 2 to 6: the life of a 1:1 call.</summary>
public abstract class CallScenarios(Stage stage) : ScenarioBase(stage)
{
    [Fact]
    public async Task CALL_010_011_016_017_an_invitation_says_everything_and_rings_once()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync(configure: o => o.Attachment = "{\"room\":\"Küche 🎉\"}");
        var seen = incoming.Snapshot;
        Assert.Equal(outgoing.CallId, incoming.CallId);
        Assert.Equal(("alice", CallMedia.Video, false), (seen.Caller, seen.Media, seen.IsGroup));
        Assert.Equal(["bob"], seen.Callees);
        Assert.Equal("{\"room\":\"Küche 🎉\"}", seen.Attachment);
        Assert.Equal((CallDirection.Incoming, CallState.Incoming), (seen.Direction, seen.State));
        Assert.Single(bob.Incoming);
        await ReadsAsync("Ringing", alice.Log(outgoing));
    }

    [Fact]
    public async Task CALL_013_a_callee_that_is_away_is_no_error_and_rings_when_it_comes()
    {
        var alice = await Stage.EnterAsync("alice");
        var call = await alice.CallAsync("bob");
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        Assert.Equal(CallState.Dialing, call.Snapshot.State);
        var bob = await Stage.EnterAsync("bob");
        await bob.RingsAsync();
        await ReachesAsync(call, CallState.Ringing);
        await ReadsAsync("Ringing", alice.Log(call));
    }

    [Fact]
    public async Task CALL_013_fail_fast_ends_unreachable()
    {
        var alice = await Stage.EnterAsync("alice");
        var call = await alice.CallAsync("nobody", configure: o => o.FailFastIfUnreachable = true);
        await CompletesAsync(alice.Log(call));
        await ReadsAsync("nobody:Unreachable Ended(Unreachable)", alice.Log(call));
    }

    [Fact]
    public async Task CALL_020_031_034_accept_connects_both_and_a_hang_up_ends_both()
    {
        var (alice, bob, outgoing, incoming) = await ConnectAsync();
        await bob.AcceptAsync(incoming);
        await incoming.HangUpAsync();
        Assert.Equal(CallState.Ended, incoming.Snapshot.State);
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", alice.Log(outgoing));
        await ReadsAsync("Connecting +alice Connected Ended(LocalHangUp by bob)", bob.Log(incoming));
        Assert.True(outgoing.Snapshot.End!.Duration > TimeSpan.Zero || Stage is VirtualStage);
        await incoming.HangUpAsync();
        Assert.Empty(alice.Client.Calls);
        Assert.Empty(bob.Client.Calls);
    }

    [Fact]
    public async Task CALL_021_022_a_reject_ends_both_and_what_comes_later_fails()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        await incoming.RejectAsync("in a meeting");
        await incoming.RejectAsync();
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        await ReadsAsync("Ringing bob:Rejected(in a meeting) Ended(RemoteReject by bob)", alice.Log(outgoing));
        await ReadsAsync("Ended(LocalReject by bob)", bob.Log(incoming));
        var error = await FailsAsync(CallErrorCode.CallGone, () => bob.AcceptAsync(incoming));
        Assert.Equal(CallEndReason.LocalReject, error.EndReason);
        error = await FailsAsync(CallErrorCode.CallGone, () => alice.AcceptAsync(outgoing));
        Assert.Equal(CallEndReason.RemoteReject, error.EndReason);
    }

    [Fact]
    public async Task CALL_023_operations_in_the_wrong_state_change_nothing()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        var error = await FailsAsync(CallErrorCode.InvalidState, () => alice.AcceptAsync(outgoing));
        Assert.Equal((CallState.Ringing, "AcceptAsync"), (error.State!.Value, error.Operation));
        await FailsAsync(CallErrorCode.InvalidState, () => outgoing.RejectAsync());
        await FailsAsync(CallErrorCode.InvalidState, () => incoming.TryCancelAsync());
        await ReadsAsync("Ringing", alice.Log(outgoing));
        await ReadsAsync("", bob.Log(incoming));
    }

    [Fact]
    public async Task CALL_032_a_cancel_stops_the_ringing()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        Assert.True(await outgoing.TryCancelAsync());
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        await ReadsAsync("Ringing bob:Cancelled Ended(LocalCancel by alice)", alice.Log(outgoing));
        await ReadsAsync("Ended(RemoteCancel by alice)", bob.Log(incoming));
    }

    [Fact]
    public async Task CALL_032_a_hang_up_right_after_dialing_leaves_no_ghost()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        for (int i = 0; i < 10; i++)
        {
            await (await alice.CallAsync("bob")).HangUpAsync();
        }

        await Stage.PassAsync(TimeSpan.FromMilliseconds(300));
        await Stage.UntilAsync(() => bob.Client.Calls.Count == 0, "nothing rings");
        foreach (var call in bob.Incoming)
        {
            await ReadsAsync("Ended(RemoteCancel by alice)", bob.Log(call));
        }
    }

    [Fact]
    public async Task CALL_024_accept_and_cancel_that_cross_leave_both_in_agreement()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        for (int i = 1; i <= 10; i++)
        {
            var outgoing = await alice.CallAsync("bob", CallMedia.Audio);
            var incoming = await bob.RingsAsync(i);
            var accept = bob.AcceptAsync(incoming);
            bool cancelled = await outgoing.TryCancelAsync();
            if (cancelled)
            {
                var error = await FailsAsync(CallErrorCode.CallGone, () => accept);
                Assert.Equal(CallEndReason.RemoteCancel, error.EndReason);
                Assert.Equal(CallEndReason.LocalCancel, outgoing.Snapshot.End!.Reason);
            }
            else
            {
                await accept;
                await ReachesAsync(outgoing, CallState.Connected);
                await outgoing.HangUpAsync();
            }

            await Stage.UntilAsync(() => incoming.Snapshot.State == CallState.Ended, "both are over");
        }
    }

    [Fact]
    public async Task CALL_033_cancelling_an_accepted_call_leaves_it_up()
    {
        var (_, _, outgoing, _) = await ConnectAsync(CallMedia.Audio);
        Assert.False(await outgoing.TryCancelAsync());
        Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
    }

    [Fact]
    public async Task CALL_036_disposing_a_ringing_session_withdraws_this_device_alone()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync();
        await incoming.DisposeAsync();
        await CompletesAsync(bob.Log(incoming));
        await Stage.PassAsync(TimeSpan.FromMilliseconds(200));
        await ReadsAsync("Ended(LocalHangUp by bob)", bob.Log(incoming));
        await ReadsAsync("Ringing", alice.Log(outgoing));
    }

    [Fact]
    public async Task CALL_036_disposing_the_client_hangs_up()
    {
        var (alice, bob, outgoing, incoming) = await ConnectAsync(CallMedia.Audio);
        await alice.Client.DisposeAsync();
        await CompletesAsync(bob.Log(incoming), alice.Log(outgoing));
        await ReadsAsync("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", bob.Log(incoming));
        await alice.Client.DisposeAsync();
    }

    [Fact]
    public async Task CALL_040_041_nobody_answers()
    {
        var (alice, bob, outgoing, incoming) = await RingAsync(configure: o => o.RingTimeout = TimeSpan.FromSeconds(1));
        await CompletesAsync(alice.Log(outgoing), bob.Log(incoming));
        await ReadsAsync("Ringing bob:NoAnswer Ended(NoAnswer)", alice.Log(outgoing));
        await ReadsAsync("Ended(NoAnswer)", bob.Log(incoming));
    }

    [Fact]
    public async Task CALL_044_a_timeout_never_ends_an_answered_call()
    {
        var (_, bob, outgoing, incoming) = await RingAsync(CallMedia.Audio, o => o.RingTimeout = TimeSpan.FromSeconds(1));
        await bob.AcceptAsync(incoming);
        await Stage.PassAsync(TimeSpan.FromSeconds(3.5));
        Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
        Assert.Equal(CallState.Connected, incoming.Snapshot.State);
    }

    [Fact]
    public async Task CALL_050_who_is_in_a_call_is_busy_and_is_not_disturbed()
    {
        var (_, bob, outgoing, incoming) = await ConnectAsync(CallMedia.Audio);
        var carol = await Stage.EnterAsync("carol");
        var second = await carol.CallAsync("bob");
        await CompletesAsync(carol.Log(second));
        await ReadsAsync("bob:Busy Ended(Busy by bob)", carol.Log(second));
        Assert.Single(bob.Incoming);
        await ReadsAsync("Connecting +alice Connected", bob.Log(incoming));
        Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
    }

    [Fact]
    public async Task CALL_053_placing_a_second_call_is_refused_or_replaces()
    {
        var (alice, _, _, _) = await RingAsync();
        await FailsAsync(CallErrorCode.InvalidState, () => alice.CallAsync("carol"));
        var dave = await Stage.EnterAsync("dave", o => o.OutgoingConflict = OutgoingConflict.ReplaceCurrent);
        var first = await dave.CallAsync("erin");
        var second = await dave.CallAsync("frank");
        await CompletesAsync(dave.Log(first));
        await ReadsAsync("erin:Cancelled Ended(Replaced by dave)", dave.Log(first));
        Assert.Same(second, first.ReplacedBy);
        Assert.Equal([second], dave.Client.Calls);
    }

    [Fact]
    public async Task CALL_054_the_same_two_call_each_other_again_at_once()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice"), await Stage.EnterAsync("bob"));
        for (int i = 0; i < 6; i++)
        {
            var (from, to) = i % 2 == 0 ? (alice, bob) : (bob, alice);
            var outgoing = await from.CallAsync(to.User, CallMedia.Audio);
            var incoming = await to.RingsAsync((i / 2) + 1);
            await to.AcceptAsync(incoming);
            await ReachesAsync(outgoing, CallState.Connected);
            Assert.Equal(CallState.Connected, outgoing.Snapshot.State);
            await (i % 3 == 0 ? incoming : outgoing).HangUpAsync();
            await CompletesAsync(from.Log(outgoing), to.Log(incoming));
        }
    }
}
