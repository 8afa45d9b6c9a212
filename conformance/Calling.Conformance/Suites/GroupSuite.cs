using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 9: several callees, each with an invitation of their own.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class GroupSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Rings = CallCapabilities.Group | CallCapabilities.RingingSignal;
    private const CallCapabilities Group = Rings | CallCapabilities.InviteeOutcomes;

    [Spec(["CALL-080", "CALL-082"], Requires = Group)]
    public async Task Each_answers_alone_and_members_learn_each_outcome_once()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol", "dave");
        await circle.PlaceAsync(["bob", "carol", "dave"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(4));
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await CompletesAsync(circle.Log("dave"));
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Rejected dave:NoAnswer"),
            ("bob", "Connecting +alice Connected carol:Rejected dave:NoAnswer"),
            ("carol", "Ended(LocalReject by carol)"),
            ("dave", "Ended(NoAnswer)"));
        await QuietAsync();
        Assert.Equal((CallState.Connected, CallState.Connected), (circle.Call("alice").Snapshot.State, circle.Call("bob").Snapshot.State));
    }

    [Spec("CALL-080", Aspect = "who answers later", Requires = Group)]
    public async Task Who_answers_later_learns_what_was_decided_before()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("bob", "Connecting +alice Connected carol:Rejected"), ("dave", ""));
        await circle.AcceptAsync("dave");
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Rejected dave:Accepted +dave"),
            ("bob", "Connecting +alice Connected carol:Rejected dave:Accepted +dave"),
            ("carol", "Ended(LocalReject by carol)"),
            ("dave", "Connecting bob:Accepted carol:Rejected +alice Connected +bob"));
        await QuietAsync();
    }

    [Spec("CALL-080", Aspect = "who still rings", Requires = Group, Needs = Hooks.Hostile)]
    public async Task Who_still_rings_is_sent_no_outcome()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        var ringing = await Stage.EnterHostileAsync("mallory");
        var call = await circle["alice"].GroupCallAsync(["bob", "carol", "mallory"]);
        var (atBob, atCarol) = (await circle["bob"].RingsAsync(), await circle["carol"].RingsAsync());
        await ringing.InvitedAsync(call.CallId);
        await atCarol.RejectAsync();
        await ReadsOneOfAsync(circle["alice"].Log(call), "Ringing carol:Rejected", "carol:Rejected Ringing");
        string before = circle["alice"].Log(call).Trace;
        await circle["bob"].AcceptAsync(atBob);
        await ReadsAsync($"{before} bob:Accepted Connecting +bob Connected", circle["alice"].Log(call));
        await ReadsAsync("Connecting carol:Rejected +alice Connected", circle["bob"].Log(atBob));
        await ReadsAsync("Ended(LocalReject by carol)", circle["carol"].Log(atCarol));
        await QuietAsync();
        Assert.Equal(["Invited"], ringing.Signals.OfType<CallSignal>().Select(s => s.GetType().Name));
    }

    [Spec(["CALL-080", "CALL-050"], Aspect = "one is busy", Requires = Group | CallCapabilities.BusySignal)]
    public async Task Who_is_busy_misses_the_call_and_the_others_ring()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol", "dave");
        var other = await RingAsync(circle["dave"], circle["carol"], CallMedia.Audio);
        await circle["carol"].AcceptAsync(other.In);
        await ConnectedAsync(other);
        var call = await circle["alice"].GroupCallAsync(["bob", "carol"]);
        var atBob = await circle["bob"].RingsAsync();
        await Stage.UntilAsync(() => circle["carol"].Missed.Count == 1, "carol missed it");
        await ReadsOneOfAsync(circle["alice"].Log(call), "Ringing carol:Busy", "carol:Busy Ringing");
        string before = circle["alice"].Log(call).Trace;
        await circle["bob"].AcceptAsync(atBob);
        await ReadsAsync($"{before} bob:Accepted Connecting +bob Connected", circle["alice"].Log(call));
        await ReadsAsync("Connecting carol:Busy +alice Connected", circle["bob"].Log(atBob));
        await ReadAsync(other, "Ringing carol:Accepted Connecting +carol Connected", "Connecting +dave Connected");
        await QuietAsync();
        Assert.Single(circle["carol"].Incoming);
    }

    [Spec(["CALL-050", "CALL-054"], Aspect = "group", Requires = Group | CallCapabilities.BusySignal)]
    public async Task Who_is_in_a_group_call_is_busy_until_leaving_it()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var dave = await Stage.EnterAsync("dave");
        var refused = await dave.CallAsync("bob", CallMedia.Audio);
        await ReadsAsync("bob:Busy Ended(Busy by bob)", dave.Log(refused));
        await Stage.UntilAsync(() => circle["bob"].Missed.Count == 1, "bob missed it");
        await circle.Call("bob").HangUpAsync();
        var pair = await RingAsync(dave, circle["bob"], CallMedia.Audio);
        await circle["bob"].AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +dave Connected");
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Accepted +carol -bob(RemoteHangUp)"),
            ("bob", "Connecting +alice Connected carol:Accepted +carol Ended(LocalHangUp by bob)"),
            ("carol", "Connecting bob:Accepted +alice Connected +bob -bob(RemoteHangUp)"));
        await QuietAsync();
    }

    [Spec(["CALL-080", "CALL-013"], Aspect = "one is away", Requires = Group | CallCapabilities.OfflineInvite)]
    public async Task Who_is_away_does_not_keep_the_others_from_the_call()
    {
        var circle = await Circle.GatherAsync(Stage, "bob");
        var call = await circle["alice"].GroupCallAsync(["bob", "carol"], configure: o => o.FailFastIfUnreachable = true);
        var atBob = await circle["bob"].RingsAsync();
        await ReadsOneOfAsync(circle["alice"].Log(call), "Ringing carol:Unreachable", "carol:Unreachable Ringing");
        string before = circle["alice"].Log(call).Trace;
        await circle["bob"].AcceptAsync(atBob);
        await ReadsAsync($"{before} bob:Accepted Connecting +bob Connected", circle["alice"].Log(call));
        await ReadsAsync("Connecting carol:Unreachable +alice Connected", circle["bob"].Log(atBob));
        await QuietAsync();
    }

    [Spec(["CALL-080", "CALL-070"], Aspect = "several devices", Requires = Group | CallCapabilities.MultiDevice)]
    public async Task One_device_of_each_user_is_in_the_call()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "bob/tablet", "carol");
        await circle.AcceptAsync("bob/tablet");
        await circle.AcceptAsync("carol");
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Accepted +carol"),
            ("bob", "Ended(AnsweredElsewhere by bob)"),
            ("bob/tablet", "Connecting +alice Connected carol:Accepted +carol"),
            ("carol", "Connecting bob:Accepted +alice Connected +bob"));
        await QuietAsync();
    }

    [Spec(["CALL-080", "CALL-081"], Aspect = "at once, bob first", Requires = Group)]
    public Task Two_who_accept_at_once_are_both_in() => AcceptAtOnceAsync("bob", "carol");

    [Spec(["CALL-080", "CALL-081"], Aspect = "at once, carol first", Requires = Group)]
    public Task Two_who_accept_at_once_are_both_in_the_other_way_round() => AcceptAtOnceAsync("carol", "bob");

    [Spec("CALL-082", Aspect = "a reject", Requires = Rings)]
    public async Task A_reject_ends_only_that_invitation()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.Call("bob").RejectAsync();
        await ReadAsync(circle, ("alice", "Ringing bob:Rejected"), ("bob", "Ended(LocalReject by bob)"), ("carol", ""), ("dave", ""));
        await QuietAsync();
        await circle.AcceptAsync("dave");
        await ReadAsync(
            circle, ("alice", "Ringing bob:Rejected dave:Accepted Connecting +dave Connected"), ("dave", "Connecting bob:Rejected +alice Connected"));
        await QuietAsync();
        Assert.Equal(CallState.Incoming, circle.Call("carol").Snapshot.State);
    }

    [Spec("CALL-088", Aspect = "all alike", Requires = Rings)]
    public async Task When_all_decline_the_caller_reads_that()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.Call("bob").RejectAsync();
        await ReadAsync(circle, ("alice", "Ringing bob:Rejected"));
        await circle.Call("carol").RejectAsync();
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Rejected carol:Rejected Ended(RemoteReject by carol)"),
            ("bob", "Ended(LocalReject by bob)"),
            ("carol", "Ended(LocalReject by carol)"));
        await QuietAsync();
    }

    [Spec(["CALL-088", "CALL-041"], Aspect = "nobody answers", Requires = Rings)]
    public async Task When_nobody_answers_the_caller_reads_that()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(2));
        await CompletesAsync(circle.Log("alice"));
        await ReadAsync(
            circle, ("alice", "Ringing bob:NoAnswer carol:NoAnswer Ended(NoAnswer)"), ("bob", "Ended(NoAnswer)"), ("carol", "Ended(NoAnswer)"));
        await QuietAsync();
    }

    [Spec("CALL-088", Aspect = "they differ", Requires = Rings)]
    public async Task When_they_differ_nobody_answered()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(3));
        await circle.Call("bob").RejectAsync();
        await ReadAsync(circle, ("alice", "Ringing bob:Rejected"));
        await CompletesAsync(circle.Log("alice"));
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Rejected carol:NoAnswer Ended(NoAnswer)"),
            ("bob", "Ended(LocalReject by bob)"),
            ("carol", "Ended(NoAnswer)"));
        await QuietAsync();
    }

    [Spec("CALL-017", Aspect = "group", Requires = Group | CallCapabilities.InviteDetails)]
    public async Task An_invitation_says_who_else_is_called_and_for_which_group()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], CallMedia.Video, "team-7");
        foreach (string who in new[] { "alice", "bob", "carol" })
        {
            var seen = circle.Call(who).Snapshot;
            Assert.Equal((circle.CallId, true, "team-7", CallMedia.Video), (seen.CallId, seen.IsGroup, seen.GroupId, seen.Media));
            Assert.Equal(["bob", "carol"], seen.Callees.Select(Stage.NameOf));
            Assert.Equal("alice", Stage.NameOf(seen.Caller));
        }

        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Cancelled carol:Cancelled Ended(LocalCancel by alice)"),
            ("bob", "Ended(RemoteCancel by alice)"),
            ("carol", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    private async Task AcceptAtOnceAsync(string first, string second)
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        var (one, other) = (Stage.Faults.Hold<CallCommand.AcceptCall>(circle[first]), Stage.Faults.Hold<CallCommand.AcceptCall>(circle[second]));
        Task[] accepting = [circle[first].AcceptAsync(circle.Call(first)), circle[second].AcceptAsync(circle.Call(second))];
        await Stage.PassAsync(100);
        one.Dispose();
        await circle.MeetAsync();
        other.Dispose();
        await Task.WhenAll(accepting);
        await circle.MeetAsync();
        await ReadAsync(circle, Circle.Connected(first, second));
        await QuietAsync();
    }
}
