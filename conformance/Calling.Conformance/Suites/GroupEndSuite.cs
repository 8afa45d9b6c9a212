using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 9: leaving a group call, ending it for everyone, and what becomes of it then.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class GroupEndSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Group = CallCapabilities.Group | CallCapabilities.RingingSignal;
    private const CallCapabilities Everyone = Group | CallCapabilities.EndForEveryone;
    private const string Caller = "Ringing bob:Accepted Connecting +bob Connected";

    [Spec(["CALL-084", "CALL-085"], Requires = Group)]
    public async Task Who_hangs_up_leaves_alone_and_who_remains_alone_is_the_last()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol", "dave");
        var before = Circle.Connected("bob", "carol", "dave").ToDictionary(c => c.Who, c => c.Trace);
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            [
                ("alice", $"{before["alice"]} Ended(LocalHangUp by alice)"),
                .. new[] { "bob", "carol", "dave" }.Select(who => (who, $"{before[who]} -alice(RemoteHangUp)")),
            ]);
        await QuietAsync();
        await circle.Call("carol").HangUpAsync();
        await ReadAsync(circle, ("bob", $"{before["bob"]} -alice(RemoteHangUp) -carol(RemoteHangUp)"));
        await circle.Call("dave").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} Ended(LocalHangUp by alice)"),
            ("bob", $"{before["bob"]} -alice(RemoteHangUp) -carol(RemoteHangUp) -dave(RemoteHangUp) Ended(LastParticipantLeft)"),
            ("carol", $"{before["carol"]} -alice(RemoteHangUp) Ended(LocalHangUp by carol)"),
            ("dave", $"{before["dave"]} -alice(RemoteHangUp) -carol(RemoteHangUp) Ended(LocalHangUp by dave)"));
        await QuietAsync();
    }

    [Spec("CALL-084", Aspect = "everyone", Requires = Everyone)]
    public async Task The_caller_ends_it_for_everyone()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.AcceptAsync("bob");
        await circle.AcceptAsync("carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await circle.Call("alice").HangUpAsync(HangUpScope.Everyone);
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} Ended(LocalHangUp by alice)"),
            ("bob", $"{before["bob"]} -alice(RemoteHangUp) Ended(RemoteHangUp by alice)"),
            ("carol", $"{before["carol"]} -alice(RemoteHangUp) Ended(RemoteHangUp by alice)"),
            ("dave", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    [Spec("CALL-084", Aspect = "everyone, not the caller", Requires = Everyone)]
    public async Task Nobody_else_ends_it_for_everyone()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.AcceptAsync("bob");
        await circle.AcceptAsync("carol");
        await FailsAsync(CallErrorCode.NotAllowed, () => circle.Call("bob").HangUpAsync(HangUpScope.Everyone));
        if (circle.Call("dave").Snapshot.IsGroup || circle["dave"].Client.Provider.Capabilities.HasFlag(CallCapabilities.InviteDetails))
        {
            // Who is not told that it is a group call only declines by that.
            await FailsAsync(CallErrorCode.NotAllowed, () => circle.Call("dave").HangUpAsync(HangUpScope.Everyone));
        }

        await ReadAsync(circle, [.. Circle.Connected("bob", "carol"), ("dave", "")]);
        await QuietAsync();
    }

    [Spec(["CALL-084", "CALL-032"], Aspect = "everyone, ringing", Requires = Everyone)]
    public async Task Ending_for_everyone_before_anybody_answered_is_a_cancel()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.Call("alice").HangUpAsync(HangUpScope.Everyone);
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Cancelled carol:Cancelled Ended(LocalCancel by alice)"),
            ("bob", "Ended(RemoteCancel by alice)"),
            ("carol", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    [Spec(["CALL-084", "CALL-024"], Aspect = "everyone, accept first", Requires = Everyone)]
    public Task An_accept_before_the_end_for_everyone_reads_the_hang_up() => EndAgainstAcceptAsync(acceptFirst: true);

    [Spec(["CALL-084", "CALL-024"], Aspect = "everyone, end first", Requires = Everyone)]
    public Task An_accept_after_the_end_for_everyone_comes_too_late() => EndAgainstAcceptAsync(acceptFirst: false);

    [Spec("CALL-085", Aspect = "somebody rings", Requires = Group)]
    public async Task While_somebody_rings_who_remains_is_not_the_last()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(5));
        await circle.AcceptAsync("bob");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(
            circle, ("alice", $"{Caller} -bob(RemoteHangUp)"), ("bob", "Connecting +alice Connected Ended(LocalHangUp by bob)"), ("carol", ""));
        await QuietAsync();
        await CompletesAsync(circle.Log("alice"));
        await ReadAsync(
            circle, ("alice", $"{Caller} -bob(RemoteHangUp) carol:NoAnswer Ended(LastParticipantLeft)"), ("carol", "Ended(NoAnswer)"));
        await QuietAsync();
    }

    [Spec("CALL-085", Aspect = "who rings comes in", Requires = Group)]
    public async Task Who_rings_may_still_come_in_to_who_remains()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(circle, ("alice", $"{Caller} -bob(RemoteHangUp)"));
        await circle.AcceptAsync("carol");
        await ReadAsync(
            circle,
            ("alice", $"{Caller} -bob(RemoteHangUp) carol:Accepted +carol"),
            ("bob", "Connecting +alice Connected Ended(LocalHangUp by bob)"),
            ("carol", "Connecting bob:Accepted +alice Connected"));
        await QuietAsync();
    }

    [Spec("CALL-085", Aspect = "one callee and a group id", Requires = Group)]
    public Task A_group_of_one_callee_with_a_group_id_ends_like_any_other() => LastOfTwoAsync("team-7", ["bob"]);

    [Spec("CALL-085", Aspect = "one callee and no group id", Requires = Group)]
    public Task A_group_of_one_callee_ends_like_any_other() => LastOfTwoAsync(null, ["bob"]);

    [Spec("CALL-085", Aspect = "the caller leaves, with a group id", Requires = Group)]
    public async Task The_caller_may_be_who_leaves()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob", "carol"], groupId: "team-7");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("bob", "Connecting +alice Connected carol:Rejected"), ("alice", $"{Caller} carol:Rejected"));
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{Caller} carol:Rejected Ended(LocalHangUp by alice)"),
            ("bob", "Connecting +alice Connected carol:Rejected -alice(RemoteHangUp) Ended(LastParticipantLeft)"),
            ("carol", "Ended(LocalReject by carol)"));
        await QuietAsync();
    }

    [Spec("CALL-086", Requires = Group)]
    public async Task Invitations_outlive_the_inviter_where_somebody_has_accepted()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{Caller} Ended(LocalHangUp by alice)"), ("bob", "Connecting +alice Connected -alice(RemoteHangUp)"), ("carol", ""));
        await QuietAsync();
        await circle.AcceptAsync("carol");
        await ReadAsync(
            circle,
            ("alice", $"{Caller} Ended(LocalHangUp by alice)"),
            ("bob", "Connecting +alice Connected -alice(RemoteHangUp) carol:Accepted +carol"),
            ("carol", "Connecting bob:Accepted +bob Connected"));
        await QuietAsync();
    }

    [Spec("CALL-086", Aspect = "a member who invited", Requires = Group | CallCapabilities.InviteDuringCall)]
    public async Task An_invitation_outlives_the_member_who_gave_it()
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await Stage.EnterAsync("dave");
        await circle.InviteAsync("bob", "dave");
        await circle.RingsAsync("dave");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(circle, ("alice", $"{before["alice"]} dave?(bob) -bob(RemoteHangUp)"), ("dave", ""));
        await circle.AcceptAsync("dave");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} dave?(bob) -bob(RemoteHangUp) dave:Accepted +dave"),
            ("bob", $"{before["bob"]} dave?(bob) Ended(LocalHangUp by bob)"),
            ("carol", $"{before["carol"]} dave?(bob) -bob(RemoteHangUp) dave:Accepted +dave"),
            ("dave", "Connecting bob:Accepted carol:Accepted +alice Connected +carol"));
        await QuietAsync();
    }

    [Spec("CALL-086", Aspect = "nobody had accepted", Requires = Group)]
    public async Task Invitations_are_taken_back_where_nobody_had_accepted()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.Call("bob").RejectAsync();
        await ReadAsync(circle, ("alice", "Ringing bob:Rejected"));
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Rejected carol:Cancelled Ended(LocalCancel by alice)"),
            ("bob", "Ended(LocalReject by bob)"),
            ("carol", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    [Spec("CALL-086", Aspect = "nobody is left", Requires = Group)]
    public async Task Invitations_are_taken_back_where_nobody_is_left()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(circle, ("alice", $"{Caller} -bob(RemoteHangUp)"), ("carol", ""));
        await circle.Call("alice").HangUpAsync();
        await CompletesAsync(circle.Log("alice"), circle.Log("carol"));
        await ReadAsync(
            circle,
            ("alice", $"{Caller} -bob(RemoteHangUp) Ended(LocalHangUp by alice)"),
            ("bob", "Connecting +alice Connected Ended(LocalHangUp by bob)"),
            ("carol", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    private async Task LastOfTwoAsync(string? groupId, string[] callees)
    {
        var circle = await Circle.GatherAsync(Stage, callees);
        await circle.PlaceAsync(callees, groupId: groupId);
        await circle.AcceptAsync("bob");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", $"{Caller} -bob(RemoteHangUp) Ended(LastParticipantLeft)"), ("bob", "Connecting +alice Connected Ended(LocalHangUp by bob)"));
        await QuietAsync();
    }

    private async Task EndAgainstAcceptAsync(bool acceptFirst)
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        var (accepts, ends) = (Stage.Faults.Hold<CallCommand.AcceptCall>(), Stage.Faults.Hold<CallCommand.EndCall>());
        var accepting = circle["carol"].AcceptAsync(circle.Call("carol"));
        if (acceptFirst)
        {
            accepts.Dispose();
            await accepting;
            await circle.MeetAsync();
        }

        await circle.Call("alice").HangUpAsync(HangUpScope.Everyone);
        ends.Dispose();
        var before = Circle.Connected([.. acceptFirst ? new[] { "bob", "carol" } : ["bob"]]).ToDictionary(c => c.Who, c => c.Trace);
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} Ended(LocalHangUp by alice)"),
            ("bob", $"{before["bob"]} -alice(RemoteHangUp) Ended(RemoteHangUp by alice)"),
            ("carol", acceptFirst ? $"{before["carol"]} -alice(RemoteHangUp) Ended(RemoteHangUp by alice)" : "Ended(RemoteCancel by alice)"));
        accepts.Dispose();
        if (!acceptFirst)
        {
            await GoneAsync(CallEndReason.RemoteCancel, () => accepting);
        }

        await QuietAsync();
    }
}
