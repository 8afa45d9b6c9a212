using Calling.Media;

namespace Calling.Conformance;

/// <summary>Section 9 with sections 10, 12 and 14: what members of a group call see and hear of each other, whom they lose, and what is kept.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class GroupMediaSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Group = CallCapabilities.Group | CallCapabilities.RingingSignal;
    private const CallCapabilities Frames = Group | CallCapabilities.RawMedia;
    private const CallCapabilities Returns = Group | CallCapabilities.Reconnect;

    /// <summary>How long lost media or a dead device may take to be noticed.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(90);

    [Spec(["CALL-081", "CALL-091"], Requires = Frames)]
    public async Task Every_member_sees_and_hears_every_other()
    {
        // In real time all devices, each with a connection to every other, share one machine.
        string[] callees = [.. Circle.Names.Skip(1).Take(Fixture.Clock.IsVirtual ? 8 : 3)];
        var circle = await Circle.GatherAsync(Stage, callees);
        await circle.PlaceAsync(callees, CallMedia.Video);
        foreach (string callee in callees)
        {
            await circle.AcceptAsync(callee);
        }

        string[] all = ["alice", .. callees];
        var senses = all.SelectMany(who => all.Where(other => other != who).Select(other => (who, other, new Senses(circle.Call(who).Media, Stage.Id(other)))))
            .ToList();
        bool flows = await Stage.TryUntilAsync(() => senses.TrueForAll(s => s.Item3 is { Pictures: > 5, Sounds: > 5 }), TimeSpan.FromSeconds(30));
        Assert.True(flows, string.Join('\n', senses.Select(s => $"{s.who} of {s.other}: {s.Item3.Pictures} pictures, {s.Item3.Sounds} sounds")));
        senses.ForEach(s => s.Item3.Dispose());
        await ReadAsync(circle, Circle.Connected(callees));
        foreach (string who in all)
        {
            string[] first = [.. circle.Log(who).Events.OfType<CallEvent.FirstVideoFrame>().Select(e => Stage.NameOf(e.UserId))];
            Assert.Equal(all.Where(other => other != who).Order(StringComparer.Ordinal), first.Order(StringComparer.Ordinal));
        }

        await QuietAsync();
    }

    [Spec(["CALL-090", "CALL-081"], Aspect = "who rings", Requires = Frames, Needs = Hooks.Wire)]
    public async Task Who_still_rings_sends_nothing_into_the_call()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        using var heard = new Senses(circle.Call("carol").Media, Stage.Id("alice"));
        using var atAlice = new Senses(circle.Call("alice").Media, Stage.Id("bob"));
        await Stage.UntilAsync(() => atAlice.Sounds > 5, "sound");
        Assert.Equal((0, 0L), (heard.Sounds, await Stage.SentAsync(circle["carol"], MediaKind.Audio)));
        await ReadAsync(
            circle, ("alice", "Ringing bob:Accepted Connecting +bob Connected"), ("bob", "Connecting +alice Connected"), ("carol", ""));
        await QuietAsync();
    }

    [Spec("CALL-092", Aspect = "newcomer", Requires = Frames)]
    public async Task A_newcomer_learns_everybodys_media_state_and_all_learn_what_changes()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], CallMedia.Video);
        await circle.AcceptAsync("bob");
        await circle.Call("alice").SetMicrophoneAsync(false);
        await circle.Call("bob").SetCameraAsync(false);
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected bob:mic"),
            ("bob", "Connecting +alice Connected alice:cam"),
            ("carol", ""));
        await circle.AcceptAsync("carol");
        Assert.Equal(
            [("alice", new MediaState(false, true)), ("bob", new MediaState(true, false))],
            circle.Call("carol").Snapshot.Participants.Select(p => (Stage.NameOf(p.UserId), p.Media)).OrderBy(p => p.Item1, StringComparer.Ordinal));
        await circle.Call("carol").SetMicrophoneAsync(false);
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected bob:mic carol:Accepted +carol carol:cam"),
            ("bob", "Connecting +alice Connected alice:cam carol:Accepted +carol carol:cam"),
            ("carol", "Connecting bob:Accepted +alice Connected +bob"));
        await QuietAsync();
    }

    [Spec("CALL-045", Aspect = "group", Requires = Group, Needs = Hooks.Hostile)]
    public async Task Only_who_does_not_connect_is_given_up()
    {
        await Stage.EnterAsync("alice", o => o.ConnectTimeout = TimeSpan.FromSeconds(3));
        await Stage.EnterAsync("bob", o => o.ConnectTimeout = TimeSpan.FromSeconds(3));
        var (alice, bob) = (Stage.People[0], Stage.People[1]);
        var mallory = await Stage.EnterHostileAsync("mallory");
        var call = await alice.GroupCallAsync(["bob", "mallory"]);
        var atBob = await bob.RingsAsync();
        await ReachesAsync(call, CallState.Ringing);
        await bob.AcceptAsync(atBob);
        await ReachesAsync(call, CallState.Connected);
        await ReachesAsync(atBob, CallState.Connected);
        await mallory.AcceptAsync(call.CallId);
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected mallory:Accepted", alice.Log(call));
        await Stage.UntilAsync(
            () => new[] { call, atBob }.All(c => c.Snapshot.Participants.Any(p => Stage.NameOf(p.UserId) == "mallory" && p.State == ParticipantState.Gone)),
            "mallory is given up");
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected mallory:Accepted", alice.Log(call));
        await ReadsAsync("Connecting +alice Connected mallory:Accepted", bob.Log(atBob));
        Assert.Equal((CallState.Connected, CallState.Connected), (call.Snapshot.State, atBob.Snapshot.State));
        await QuietAsync();
    }

    [Spec(["CALL-111", "CALL-085"], Aspect = "group, back", Requires = Returns, Needs = Hooks.Media)]
    public async Task Whose_media_is_lost_reconnects_and_the_others_go_on()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        var cut = Stage.Media.Cut(circle["bob"].Party);
        await Stage.UntilAsync(
            () => circle.Call("bob").Snapshot.State == CallState.Reconnecting
                && new[] { "alice", "carol" }.All(who => circle.Log(who).Count<CallEvent.ParticipantStateChanged>() == 1),
            "bob is missed",
            Noticed);
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting"),
            ("carol", $"{before["carol"]} bob~Reconnecting"));
        await ReadsOneOfAsync(circle.Log("bob"), [.. InAnyOrder("alice~Reconnecting", "carol~Reconnecting").Select(both => $"{before["bob"]} {both} Reconnecting")]);
        string lost = circle.Log("bob").Trace;
        Assert.Equal((CallState.Connected, CallState.Connected), (circle.Call("alice").Snapshot.State, circle.Call("carol").Snapshot.State));

        // Who reconnects is present: nobody is alone.
        await circle.Call("carol").HangUpAsync();
        await Stage.PassAsync(200);
        Assert.NotEqual(CallState.Ended, circle.Call("alice").Snapshot.State);
        cut.Dispose();
        await Stage.UntilAsync(
            () => circle.Call("alice").Snapshot.State == CallState.Connected && circle.Call("bob").Snapshot.State == CallState.Connected, "media is back", Noticed);
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting -carol(RemoteHangUp) Reconnecting bob~Joined Connected"),
            ("bob", $"{lost} -carol(RemoteHangUp) alice~Joined Connected"),
            ("carol", $"{before["carol"]} bob~Reconnecting Ended(LocalHangUp by carol)"));
        await QuietAsync();
    }

    [Spec("CALL-111", Aspect = "group, lost", Requires = Returns, Needs = Hooks.Media)]
    public async Task Whose_media_does_not_come_back_is_lost_alone()
    {
        var circle = await Circle.GatherAsync(Stage);
        foreach (string name in new[] { "bob", "carol" })
        {
            await Stage.EnterAsync(name, o => o.ReconnectTimeout = TimeSpan.FromSeconds(2));
        }

        await circle.PlaceAsync(["bob", "carol"]);
        await circle.AcceptAsync("bob");
        await circle.AcceptAsync("carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        using var cut = Stage.Media.Cut(circle["bob"].Party);
        await Stage.UntilAsync(() => circle.Log("bob").Completed && circle.Log("alice").Count<CallEvent.ParticipantLeft>() == 1, "bob is lost", Noticed);
        Assert.Equal(CallEndReason.ConnectionLost, circle.Call("bob").Snapshot.End!.Reason);
        Assert.Equal((CallState.Connected, CallState.Connected), (circle.Call("alice").Snapshot.State, circle.Call("carol").Snapshot.State));
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting -bob(ConnectionLost)"),
            ("carol", $"{before["carol"]} bob~Reconnecting -bob(ConnectionLost)"));
        await ReadsOneOfAsync(
            circle.Log("bob"),
            [
                .. from away in InAnyOrder("alice~Reconnecting", "carol~Reconnecting")
                   from gone in InAnyOrder("-alice(ConnectionLost)", "-carol(ConnectionLost)")
                   select $"{before["bob"]} {away} Reconnecting {gone} Ended(ConnectionLost)",
            ]);
        await QuietAsync();
    }

    [Spec("CALL-112", Aspect = "group", Requires = Returns, Needs = Hooks.Network)]
    public async Task Who_dies_is_lost_and_the_call_goes_on()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        Stage.Network.Kill(circle["bob"].Party);
        await Stage.UntilAsync(
            () => new[] { "alice", "carol" }.All(who => circle.Log(who).Count<CallEvent.ParticipantLeft>() == 1),
            "bob is lost",
            Fixture.LineGrace + TimeSpan.FromSeconds(3));
        foreach (string who in new[] { "alice", "carol" })
        {
            await ReadsOneOfAsync(circle.Log(who), $"{before[who]} -bob(PeerLost)", $"{before[who]} bob~Reconnecting -bob(PeerLost)");
            Assert.Equal(CallState.Connected, circle.Call(who).Snapshot.State);
        }

        await QuietAsync(but: circle.Log("bob"));
    }

    [Spec("CALL-130", Aspect = "group", Requires = Group | CallCapabilities.Records | CallCapabilities.InviteDuringCall | CallCapabilities.EndForEveryone)]
    public async Task A_group_call_leaves_one_record_with_one_outcome_for_each_invitation()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("bob", "Connecting +alice Connected carol:Rejected"));
        await circle.InviteAsync("bob", "carol");
        await circle.RingsAsync("carol");
        await circle.AcceptAsync("carol");
        await circle.Call("alice").HangUpAsync(HangUpScope.Everyone);
        await CompletesAsync([.. new[] { "alice", "bob", "carol", "dave" }.Select(circle.Log)]);
        foreach (string who in new[] { "alice", "bob", "carol", "dave" })
        {
            for (int attempt = 0; attempt < 50 && (await circle[who].Client.Records.ReadAsync()).Records.Count == 0; attempt++)
            {
                await Stage.PassAsync(50);
            }

            var record = Assert.Single((await circle[who].Client.Records.ReadAsync()).Records);
            Assert.Equal((circle.CallId, true, "alice"), (record.CallId, record.IsGroup, Stage.NameOf(record.Caller)));
            Assert.Equal("alice", Stage.NameOf(record.EndedBy!));
            Assert.Equal(
                ["bob:Completed", "carol:Rejected", "dave:Cancelled", "carol:Completed"],
                record.Invitations.Select(i => $"{Stage.NameOf(i.UserId)}:{i.Outcome}"));
        }
    }

    /// <summary>Two connections fail each at its own moment, so nothing orders what is told of them.</summary>
    private static string[] InAnyOrder(string one, string other) => [$"{one} {other}", $"{other} {one}"];
}
