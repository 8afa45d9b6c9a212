using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 9: entering a running call by its id, and going on with it on another device.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class JoiningSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Join =
        CallCapabilities.Group | CallCapabilities.InviteeOutcomes | CallCapabilities.RingingSignal | CallCapabilities.JoinById;

    private const CallCapabilities Move = Join | CallCapabilities.Handover | CallCapabilities.MultiDevice;

    [Spec("CALL-087", Requires = Join)]
    public async Task Who_declined_comes_in_by_the_calls_id()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("bob", "Connecting +alice Connected carol:Rejected"), ("carol", "Ended(LocalReject by carol)"));
        await circle.JoinAsync("carol");
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Rejected +carol"),
            ("bob", "Connecting +alice Connected carol:Rejected +carol"),
            ("carol", "+alice Connected +bob"));
        var seen = circle.Call("carol").Snapshot;
        Assert.Equal(("alice", true, CallDirection.Incoming), (Stage.NameOf(seen.Caller), seen.IsGroup, seen.Direction));
        Assert.Equal(CallResponse.Accepted, seen.Participants.Single(p => Stage.NameOf(p.UserId) == "bob").Response);
        await QuietAsync();
        Assert.Equal(1, circle["carol"].Incoming.Count);
    }

    [Spec(["CALL-087", "CALL-022", "CALL-035"], Aspect = "former session", Requires = Join)]
    public async Task A_session_that_was_over_before_has_no_say_in_the_later_one()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("bob", "Connecting +alice Connected carol:Rejected"), ("carol", "Ended(LocalReject by carol)"));
        await circle.JoinAsync("carol");
        var former = circle.FormerLog("carol").Session;
        await GoneAsync(CallEndReason.LocalReject, () => former.AcceptAsync());
        await FailsAsync(CallErrorCode.CallGone, () => former.SetMicrophoneAsync(false));
        await former.HangUpAsync();
        await former.DisposeAsync();
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected carol:Rejected +carol"),
            ("bob", "Connecting +alice Connected carol:Rejected +carol"),
            ("carol", "+alice Connected +bob"));
        await QuietAsync();
    }

    [Spec("CALL-087", Aspect = "who left", Requires = Join)]
    public async Task Who_left_comes_back_the_caller_too()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} Ended(LocalHangUp by alice)"),
            ("bob", $"{before["bob"]} -alice(RemoteHangUp)"),
            ("carol", $"{before["carol"]} -alice(RemoteHangUp)"));
        await circle.JoinAsync("alice");
        await ReadAsync(
            circle,
            ("alice", "+bob Connected +carol"),
            ("bob", $"{before["bob"]} -alice(RemoteHangUp) +alice"),
            ("carol", $"{before["carol"]} -alice(RemoteHangUp) +alice"));
        await QuietAsync();
    }

    [Spec(["CALL-087", "CALL-113"], Aspect = "stranger", Requires = Join)]
    public async Task A_stranger_does_not_come_in_and_does_not_learn_that_there_is_a_call()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var dave = await Stage.EnterAsync("dave");
        string there = (await FailsAsync(CallErrorCode.CallGone, () => dave.JoinAsync(circle.CallId))).Message;
        string nowhere = (await FailsAsync(CallErrorCode.CallGone, () => dave.JoinAsync("no-such-call"))).Message;
        Assert.Equal(nowhere, there);
        await ReadAsync(circle, Circle.Connected("bob", "carol"));
        await QuietAsync();
        Assert.Empty(dave.Client.Calls);
    }

    [Spec("CALL-087", Aspect = "over", Requires = Join)]
    public async Task Nobody_enters_a_call_that_is_over()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await circle.Call("carol").HangUpAsync();
        await ReadAsync(circle, ("bob", $"{before["bob"]} -carol(RemoteHangUp)"));
        var held = Stage.Faults.Hold<CallCommand.JoinCall>(circle["carol"]);
        var crossing = circle["carol"].JoinAsync(circle.CallId);
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -carol(RemoteHangUp) -bob(RemoteHangUp) Ended(LastParticipantLeft)"),
            ("bob", $"{before["bob"]} -carol(RemoteHangUp) Ended(LocalHangUp by bob)"),
            ("carol", $"{before["carol"]} Ended(LocalHangUp by carol)"));
        held.Dispose();
        await FailsAsync(CallErrorCode.CallGone, () => crossing);
        await FailsAsync(CallErrorCode.CallGone, () => circle["bob"].JoinAsync(circle.CallId));
        await QuietAsync();
        Assert.All(Stage.People, person => Assert.Empty(person.Client.Calls));
    }

    [Spec(["CALL-087", "CALL-085"], Aspect = "join first", Requires = Join)]
    public async Task Who_enters_before_the_last_leaves_keeps_the_call_up()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await circle.Call("carol").HangUpAsync();
        await ReadAsync(circle, ("bob", $"{before["bob"]} -carol(RemoteHangUp)"), ("alice", $"{before["alice"]} -carol(RemoteHangUp)"));
        var held = Stage.Faults.Hold<CallCommand.EndCall>(circle["bob"]);
        await circle.Call("bob").HangUpAsync();
        await circle["carol"].JoinAsync(circle.CallId);
        await ReachesAsync(circle.Call("carol"), CallState.Connected);
        await ReadAsync(circle, ("alice", $"{before["alice"]} -carol(RemoteHangUp) +carol"));
        held.Dispose();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -carol(RemoteHangUp) +carol -bob(RemoteHangUp)"),
            ("bob", $"{before["bob"]} -carol(RemoteHangUp) Ended(LocalHangUp by bob)"));
        await Stage.UntilAsync(() => circle.Log("carol").Count<CallEvent.ParticipantLeft>() == 1 || circle.Call("carol").Snapshot.Participants
            .Any(p => Stage.NameOf(p.UserId) == "bob" && p.State == ParticipantState.Gone), "carol knows that bob is gone");

        // Until the arbiter knows that bob has hung up he is a member, whose media carol may still have met.
        await ReadsOneOfAsync(
            circle.Log("carol"),
            "+alice Connected -bob(RemoteHangUp)",
            "+alice Connected",
            "+alice Connected +bob -bob(RemoteHangUp)",
            "+bob Connected +alice -bob(RemoteHangUp)");
        await ReadsAsync($"{before["carol"]} Ended(LocalHangUp by carol)", circle.FormerLog("carol"));
        await QuietAsync();
    }

    [Spec(["CALL-087", "CALL-089"], Aspect = "removed", Requires = Join | CallCapabilities.RemoveParticipant | CallCapabilities.InviteDuringCall)]
    public async Task Who_was_removed_does_not_come_back_uninvited()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await circle.RemoveAsync("alice", "bob");
        await ReadAsync(circle, ("bob", $"{before["bob"]} Ended(Removed by alice)"));
        await FailsAsync(CallErrorCode.NotAllowed, () => circle["bob"].JoinAsync(circle.CallId));
        await ReadAsync(circle, ("alice", $"{before["alice"]} -bob(Removed)"), ("carol", $"{before["carol"]} -bob(Removed)"));
        await QuietAsync();
        await circle.InviteAsync("alice", "bob");
        await circle.RingsAsync("bob");
        await circle.Call("bob").RejectAsync();
        await ReadAsync(circle, ("bob", "Ended(LocalReject by bob)"), ("carol", $"{before["carol"]} -bob(Removed) bob?(alice) bob:Rejected"));
        await circle.JoinAsync("bob");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -bob(Removed) bob?(alice) bob:Rejected +bob"),
            ("bob", "+alice Connected +carol"),
            ("carol", $"{before["carol"]} -bob(Removed) bob?(alice) bob:Rejected +bob"));
        await QuietAsync();
    }

    [Spec("CALL-087", Aspect = "wrong state", Requires = Join)]
    public async Task Whose_device_rings_or_is_in_a_call_does_not_join()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await FailsAsync(CallErrorCode.InvalidState, () => circle["carol"].JoinAsync(circle.CallId));
        await FailsAsync(CallErrorCode.InvalidState, () => circle["bob"].JoinAsync(circle.CallId));
        await ReadAsync(
            circle, ("alice", "Ringing bob:Accepted Connecting +bob Connected"), ("bob", "Connecting +alice Connected"), ("carol", ""));
        await QuietAsync();
    }

    [Spec(["CALL-087", "CALL-081"], Aspect = "handover", Requires = Move)]
    public async Task A_call_moves_to_another_device_and_back_and_nobody_left()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await BobsTabletAsync();
        await circle.JoinAsync("bob/tablet");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting bob~Joined"),
            ("bob", $"{before["bob"]} Ended(Replaced by bob)"),
            ("bob/tablet", "+alice Connected +carol"),
            ("carol", $"{before["carol"]} bob~Reconnecting bob~Joined"));
        await Stage.UntilAsync(() => !circle["bob"].Media.IsOpen(circle.CallId), "the former device's media is closed");
        await circle.JoinAsync("bob");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting bob~Joined bob~Reconnecting bob~Joined"),
            ("bob", "+alice Connected +carol"),
            ("bob/tablet", "+alice Connected +carol Ended(Replaced by bob)"),
            ("carol", $"{before["carol"]} bob~Reconnecting bob~Joined bob~Reconnecting bob~Joined"));
        await QuietAsync();
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting bob~Joined bob~Reconnecting bob~Joined -bob(RemoteHangUp)"),
            ("bob", "+alice Connected +carol Ended(LocalHangUp by bob)"),
            ("carol", $"{before["carol"]} bob~Reconnecting bob~Joined bob~Reconnecting bob~Joined -bob(RemoteHangUp)"));
        await QuietAsync();
    }

    [Spec("CALL-087", Aspect = "handover, call of two", Requires = Move)]
    public async Task A_call_of_two_moves_too()
    {
        var pair = await ConnectAsync(CallMedia.Audio);
        var tablet = await BobsTabletAsync();
        var moved = await tablet.JoinAsync(pair.Out.CallId);
        await ReachesAsync(moved, CallState.Connected);
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected Reconnecting Connected",
            "Connecting +alice Connected Ended(Replaced by bob)");
        await ReadsAsync("+alice Connected", tablet.Log(moved));
        await QuietAsync();
        await pair.Out.HangUpAsync();
        await ReadsAsync("+alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", tablet.Log(moved));
        await ReadsAsync(
            "Ringing bob:Accepted Connecting +bob Connected Reconnecting Connected Ended(LocalHangUp by alice)", pair.Alice.Log(pair.Out));
        await QuietAsync();
    }

    [Spec("CALL-087", Aspect = "handover, hang-up first", Requires = Move)]
    public async Task Who_has_hung_up_on_one_device_comes_back_on_another_as_a_newcomer()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await BobsTabletAsync();
        var held = Stage.Faults.Hold<CallCommand.JoinCall>();
        var joining = circle["bob/tablet"].JoinAsync(circle.CallId);
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(circle, ("alice", $"{before["alice"]} -bob(RemoteHangUp)"), ("carol", $"{before["carol"]} -bob(RemoteHangUp)"));
        held.Dispose();
        await joining;
        await circle.MeetAsync();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -bob(RemoteHangUp) +bob"),
            ("bob", $"{before["bob"]} Ended(LocalHangUp by bob)"),
            ("bob/tablet", "+alice Connected +carol"),
            ("carol", $"{before["carol"]} -bob(RemoteHangUp) +bob"));
        await QuietAsync();
    }

    [Spec("CALL-087", Aspect = "handover first", Requires = Move)]
    public async Task A_hang_up_on_a_device_that_the_call_has_left_ends_nothing()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await BobsTabletAsync();
        var held = Stage.Faults.Hold<CallCommand.EndCall>(circle["bob"]);
        await circle.Call("bob").HangUpAsync();
        await circle.JoinAsync("bob/tablet");
        held.Dispose();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} bob~Reconnecting bob~Joined"),
            ("bob", $"{before["bob"]} Ended(LocalHangUp by bob)"),
            ("bob/tablet", "+alice Connected +carol"),
            ("carol", $"{before["carol"]} bob~Reconnecting bob~Joined"));
        await QuietAsync();
    }
}
