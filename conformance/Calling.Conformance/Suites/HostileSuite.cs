using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Senders that lie: every command in every role and state. Honest people are told nothing that did not happen.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class HostileSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Ringing = CallCapabilities.RingingSignal;
    private const string Talking = "Ringing bob:Accepted Connecting +bob Connected";

    /// <summary>Rightful for another device of a user who is in the call (rule CALL-087).</summary>
    private static readonly Type s_handover = typeof(CallCommand.JoinCall);

    private static readonly Type[] s_ends = [typeof(CallCommand.CancelCall), typeof(CallCommand.EndCall), typeof(CallCommand.LeaveCall)];

    [Spec(["CALL-025", "CALL-090", "CALL-113"], Aspect = "caller, ringing", Needs = Hooks.Hostile | Hooks.Wire)]
    public async Task Nothing_that_a_caller_sends_changes_a_call_that_rings_or_makes_the_callee_transmit()
    {
        var bob = await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        string callId = await mallory.PlaceAsync("bob");
        var incoming = await bob.RingsAsync();
        var before = incoming.Snapshot;
        await mallory.SendEverythingAsync(callId, "bob", s_ends);
        await mallory.SendEverythingAsync(callId, "bob", s_ends);
        await ReadsAsync("", bob.Log(incoming));
        await QuietAsync();
        var after = incoming.Snapshot;
        Assert.Equal((CallState.Incoming, before.Media, before.LocalMedia), (after.State, after.Media, after.LocalMedia));
        Assert.Empty(await incoming.Media.GetStatsAsync());
        Assert.Equal(0, await Stage.SentAsync(bob, MediaKind.Audio));
        Assert.Equal(0, await Stage.SentAsync(bob, MediaKind.Video));
        Assert.DoesNotContain(mallory.Signals, s => s is CallSignal.MemberJoined or CallSignal.Responded);
    }

    [Spec("CALL-113", Aspect = "causes that a caller claims", Needs = Hooks.Hostile)]
    public async Task However_a_caller_words_the_end_of_what_rings_it_reads_as_a_cancel()
    {
        var bob = await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        foreach (var (nth, cause) in Enum.GetValues<EndCause>().Where(c => c != EndCause.NoAnswer).Index())
        {
            string callId = await mallory.PlaceAsync("bob");
            var incoming = await bob.RingsAsync(nth + 1);
            await mallory.SendAsync(new CallCommand.EndCall(callId, mallory.NextId(), cause, HangUpScope.Everyone));
            await ReadsAsync("Ended(RemoteCancel by mallory)", bob.Log(incoming));
        }

        await QuietAsync();
    }

    [Spec("CALL-113", Aspect = "other device of the callee", Requires = Ringing | CallCapabilities.MultiDevice, Needs = Hooks.Hostile)]
    public async Task The_callees_other_device_speaks_for_nobody_else()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var tablet = await Stage.EnterHostileAsync("bob", "tablet");
        var pair = await RingAsync(alice, bob);

        // It rings there too, so it may alert, answer, decline and be busy; nothing else.
        await tablet.InvitedAsync(pair.Out.CallId);
        await tablet.SendEverythingAsync(
            pair.Out.CallId, "alice", [.. s_ends[1..], typeof(CallCommand.Alerting), typeof(CallCommand.AcceptCall), typeof(CallCommand.RejectCall), typeof(CallCommand.Busy)]);
        await ReadAsync(pair, "Ringing", "");
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await tablet.SendEverythingAsync(pair.Out.CallId, "alice", s_handover);
        await ReadAsync(pair, Talking, "Connecting +alice Connected");
        await QuietAsync();
        await AssertOverAndUntouchedAsync(pair, tablet);
    }

    [Spec(["CALL-113", "CALL-008"], Aspect = "other device of the caller", Requires = Ringing | CallCapabilities.MultiDevice, Needs = Hooks.Hostile)]
    public async Task The_callers_other_device_has_no_part_in_the_call()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var tablet = await Stage.EnterHostileAsync("alice", "tablet");
        var pair = await RingAsync(alice, bob);
        AssertLearntNothing(await tablet.SendEverythingAsync(pair.Out.CallId, "bob"));
        await ReadAsync(pair, "Ringing", "");
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        AssertLearntNothing(await tablet.SendEverythingAsync(pair.Out.CallId, "bob", s_handover));
        await ReadAsync(pair, Talking, "Connecting +alice Connected");
        await QuietAsync();
        await AssertOverAndUntouchedAsync(pair, tablet);
    }

    [Spec("CALL-113", Aspect = "stranger, every state", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task A_stranger_changes_and_learns_nothing_in_any_state()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var mallory = await Stage.EnterHostileAsync("mallory");
        var pair = await RingAsync(alice, bob);
        AssertLearntNothing(await mallory.SendEverythingAsync(pair.Out.CallId, "bob"));
        await ReadAsync(pair, "Ringing", "");
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        AssertLearntNothing(await mallory.SendEverythingAsync(pair.Out.CallId, "bob"));
        await ReadAsync(pair, Talking, "Connecting +alice Connected");
        await QuietAsync();
        await AssertOverAndUntouchedAsync(pair, mallory);
        Assert.DoesNotContain(mallory.Signals, s => s is CallSignal);
    }

    [Spec("CALL-113", Aspect = "a party whose part is over", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task Whose_part_is_over_changes_nothing_there_or_elsewhere()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var mallory = await Stage.EnterHostileAsync("mallory");
        var declined = await alice.CallAsync("mallory");
        await mallory.InvitedAsync(declined.CallId);
        await mallory.SendAsync(new CallCommand.RejectCall(declined.CallId, mallory.NextId(), null));
        await ReadsAsync("mallory:Rejected Ended(RemoteReject by mallory)", alice.Log(declined));
        await mallory.SendEverythingAsync(declined.CallId, "alice");
        string hungUp = await mallory.PlaceAsync("bob");
        var incoming = await bob.RingsAsync();
        await incoming.RejectAsync();
        await ReadsAsync("Ended(LocalReject by bob)", bob.Log(incoming));
        await mallory.SendEverythingAsync(hungUp, "bob");
        var pair = await RingAsync(alice, bob);
        await bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        foreach (string callId in new[] { declined.CallId, hungUp, pair.Out.CallId })
        {
            await mallory.SendEverythingAsync(callId, "alice");
        }

        await ReadAsync(pair, Talking, "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-113", Aspect = "member in the wrong role", Needs = Hooks.Hostile)]
    public async Task A_member_has_no_more_rights_than_its_role()
    {
        Type[] rightful = [.. s_ends[1..], typeof(CallCommand.SetMediaState), typeof(CallCommand.AskMedia)];
        var alice = await AliceAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        var outgoing = await alice.CallAsync("mallory", CallMedia.Audio);
        await mallory.AcceptAsync(outgoing.CallId);
        const string Answered = "mallory:Accepted Connecting";
        await ReadsAsync(Answered, alice.Log(outgoing));
        await mallory.SendEverythingAsync(outgoing.CallId, "alice", rightful);
        await ReadsAsync(Answered, alice.Log(outgoing));
        await outgoing.HangUpAsync();
        await ReadsAsync($"{Answered} Ended(LocalHangUp by alice)", alice.Log(outgoing));

        // The same where it placed the call.
        string callId = await mallory.PlaceAsync("alice");
        var incoming = await alice.RingsAsync();
        await alice.AcceptAsync(incoming);
        await ReadsAsync("Connecting", alice.Log(incoming));
        await mallory.SendEverythingAsync(callId, "alice", rightful);
        await ReadsAsync("Connecting", alice.Log(incoming));
        await QuietAsync();
    }

    [Spec(["CALL-099", "CALL-100"], Aspect = "the asker agrees for the asked", Requires = CallCapabilities.MediaSwitch, Needs = Hooks.Hostile | Hooks.Wire)]
    public async Task Who_asks_for_video_cannot_agree_in_the_others_place()
    {
        var bob = await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        string callId = Guid.NewGuid().ToString("N");
        await mallory.SendAsync(new CallCommand.PlaceCall(
            callId, mallory.NextId(), [Stage.Id("bob")], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false)));
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await ReadsAsync("Connecting", bob.Log(incoming));
        string request = mallory.NextId();
        await mallory.SendAsync(new CallCommand.AskMedia(callId, request, CallMedia.Video));
        for (int i = 0; i < 5; i++)
        {
            await mallory.SendAsync(new CallCommand.AnswerMedia(callId, mallory.NextId(), request, true));
            await mallory.SendAsync(new CallCommand.SetMediaState(callId, mallory.NextId(), new(true, true)));
            await mallory.SendAsync(new CallCommand.AskMedia(callId, mallory.NextId(), CallMedia.Video));
        }

        await Stage.PassAsync(300);
        Assert.Equal(CallMedia.Audio, incoming.Snapshot.Media);
        Assert.False(incoming.Snapshot.LocalMedia.CameraOn);
        Assert.DoesNotContain(bob.Log(incoming).Events, e => e is CallEvent.MediaChanged);
        Assert.True(bob.Log(incoming).Count<CallEvent.MediaRequested>() <= 1, "one request is in flight at a time");
        Assert.Equal(0, await Stage.SentAsync(bob, MediaKind.Video));
    }

    [Spec(["CALL-008", "CALL-113"], Aspect = "replayed", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task Recorded_commands_are_worth_nothing_on_another_line()
    {
        List<CallCommand> recorded = [];
        using var recording = Stage.Faults.Duplicate<CallCommand>(where: command =>
        {
            lock (recorded)
            {
                recorded.Add(command);
            }

            return false;
        });
        var pair = await ConnectAsync();
        await pair.Out.SetCameraAsync(false);
        await ReadAsync(pair, Talking, "Connecting +alice Connected alice:mic");
        List<HostilePeer> liars = [await Stage.EnterHostileAsync("mallory")];
        if (pair.Alice.Client.Provider.Capabilities.HasFlag(CallCapabilities.MultiDevice))
        {
            liars.Add(await Stage.EnterHostileAsync("alice", "tablet"));
        }

        async Task ReplayAsync()
        {
            foreach (var liar in liars)
            {
                foreach (var command in recorded.ToArray())
                {
                    AssertLearntNothing([await liar.SendAsync(command)]);
                }
            }
        }

        await ReplayAsync();
        await ReadAsync(pair, Talking, "Connecting +alice Connected alice:mic");
        await pair.In.HangUpAsync();
        const string Over = Talking + " -bob(RemoteHangUp) Ended(RemoteHangUp by bob)";
        await ReadAsync(pair, Over, "Connecting +alice Connected alice:mic Ended(LocalHangUp by bob)");
        Assert.Contains(recorded, c => c is CallCommand.AcceptCall);
        Assert.Contains(recorded, c => c is CallCommand.EndCall);
        await ReplayAsync();
        await QuietAsync();
        Assert.Single(pair.Bob.Incoming);
    }

    [Spec("CALL-008", Aspect = "a caller claims to be somebody else", Requires = Ringing | CallCapabilities.Attachment, Needs = Hooks.Hostile)]
    public async Task The_caller_is_who_signed_in_whatever_the_invitation_says()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var mallory = await Stage.EnterHostileAsync("mallory");
        string callId = Guid.NewGuid().ToString("N");
        string claim = $$"""{"from":{"userId":"{{Stage.Id("alice")}}","deviceId":"phone"},"caller":"{{Stage.Id("alice")}}"}""";
        await mallory.SendAsync(new CallCommand.PlaceCall(
            callId, mallory.NextId(), [Stage.Id("bob")], CallMedia.Audio, TimeSpan.FromSeconds(30), new(true, false)) { Attachment = claim });
        var incoming = await bob.RingsAsync();
        Assert.Equal("mallory", Stage.NameOf(incoming.Snapshot.Caller));
        await incoming.RejectAsync();
        await ReadsAsync("Ended(LocalReject by bob)", bob.Log(incoming));
        await QuietAsync();
        Assert.Empty(alice.Client.Calls);
    }

    [Spec(["CALL-014", "CALL-113"], Aspect = "another call's id", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task A_call_under_anothers_id_rings_nobody()
    {
        var pair = await RingAsync();
        var carol = await CarolAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        foreach (string callee in new[] { "carol", "bob", "alice" })
        {
            Assert.IsType<CommandResult.Refused>(await mallory.SendAsync(new CallCommand.PlaceCall(
                pair.Out.CallId, mallory.NextId(), [Stage.Id(callee)], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true))));
        }

        await ReadAsync(pair, "Ringing", "");
        await pair.Out.HangUpAsync();
        await ReadAsync(pair, "Ringing bob:Cancelled Ended(LocalCancel by alice)", "Ended(RemoteCancel by alice)");

        // Nor does the id of a call that was: it never rings again.
        Assert.IsType<CommandResult.Refused>(await mallory.SendAsync(new CallCommand.PlaceCall(
            pair.Out.CallId, mallory.NextId(), [Stage.Id("bob")], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true))));
        await QuietAsync();
        Assert.Empty(carol.Incoming);
        Assert.Single(pair.Bob.Incoming);
    }

    [Spec("CALL-113", Aspect = "over-long and out of range", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task Over_long_and_impossible_input_is_refused_and_harms_nobody()
    {
        var pair = await RingAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        string bob = Stage.Id("bob"), id = Guid.NewGuid().ToString("N");
        var place = new CallCommand.PlaceCall(id, "p", [bob], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true));
        CallCommand[] impossible =
        [
            place with { CommandId = "p-1", CallId = new string('x', 65) },
            place with { CommandId = "p-2", CallId = "" },
            place with { CommandId = "p-3", CallId = "a b" },
            place with { CommandId = "p-4", Callees = [] },
            place with { CommandId = "p-5", Callees = [bob, bob] },
            place with { CommandId = "p-6", Callees = [new string('x', 10_000)] },
            place with { CommandId = "p-7", Callees = ["a\nb"] },
            place with { CommandId = "p-8", Attachment = new string('x', 100_000) },
            place with { CommandId = "p-9", RingTimeout = TimeSpan.Zero },
            place with { CommandId = "p-10", RingTimeout = TimeSpan.FromDays(1) },
            place with { CommandId = "p-11", Callees = [.. Enumerable.Range(0, 1000).Select(i => $"u{i}")] },
            new CallCommand.AcceptCall(pair.Out.CallId, "a-1", new(true, true)) { Data = new string('x', 100_000) },
            new CallCommand.RejectCall(pair.Out.CallId, "r-1", new string('x', 100_000)),
            new CallCommand.EndCall(pair.Out.CallId, "e-1", EndCause.HangUp, HangUpScope.Self) { Data = new string('x', 100_000) },
        ];
        foreach (var command in impossible)
        {
            Assert.True(await mallory.SendAsync(command) is not CommandResult.Done, $"{command.GetType().Name} {command.CommandId} was taken");
        }

        await ReadAsync(pair, "Ringing", "");
        await QuietAsync();
    }

    [Spec("CALL-113", Aspect = "over-long command id", Requires = Ringing, Needs = Hooks.Hostile)]
    public async Task A_command_whose_id_is_over_long_is_refused()
    {
        await BobAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        var place = new CallCommand.PlaceCall(
            Guid.NewGuid().ToString("N"), new string('p', 65), [Stage.Id("bob")], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true));
        Assert.IsNotType<CommandResult.Done>(await mallory.SendAsync(place));
        await QuietAsync();
    }

    private static void AssertLearntNothing(IEnumerable<CommandResult> results) =>
        Assert.DoesNotContain(results, r => r is CommandResult.Done { View: not null } or CommandResult.Refused { Ending: not null });

    /// <summary>The call ends by its own people, and whatever the liar sends then comes too late.</summary>
    private async Task AssertOverAndUntouchedAsync(Pair pair, HostilePeer liar)
    {
        await pair.Out.HangUpAsync();
        string caller = $"{Talking} Ended(LocalHangUp by alice)";
        string callee = "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)";
        await ReadAsync(pair, caller, callee);
        await liar.SendEverythingAsync(pair.Out.CallId, "bob");
        await QuietAsync();
        Assert.Equal((0, 1), (pair.Alice.Incoming.Count, pair.Bob.Incoming.Count));
    }
}
