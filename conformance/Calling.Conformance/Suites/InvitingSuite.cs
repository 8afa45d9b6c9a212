using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 9: who is rung into a running group call, taken back, and removed.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class InvitingSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Group = CallCapabilities.Group | CallCapabilities.RingingSignal;
    private const CallCapabilities Invite = Group | CallCapabilities.InviteDuringCall;
    private const CallCapabilities Cancel = Group | CallCapabilities.CancelInvitee;
    private const CallCapabilities Remove = Group | CallCapabilities.RemoveParticipant;

    [Spec("CALL-083", Requires = Invite)]
    public async Task Any_member_invites_and_all_members_are_told()
    {
        var (circle, before) = await ConnectAsync("dave");
        await circle.InviteAsync("bob", "dave");
        await circle.RingsAsync("dave");
        await ReadAsync(circle, [.. before.Select(b => (b.Key, $"{b.Value} dave?(bob)")), ("dave", "")]);
        if (circle["dave"].Client.Provider.Capabilities.HasFlag(CallCapabilities.InviteDetails))
        {
            var seen = circle.Call("dave").Snapshot;
            Assert.Equal(("alice", "bob", true), (Stage.NameOf(seen.Caller), Stage.NameOf(seen.InvitedBy ?? ""), seen.IsGroup));
            Assert.Equal(["bob", "carol", "dave"], seen.Callees.Select(Stage.NameOf));
        }

        await circle.AcceptAsync("dave");
        await ReadAsync(
            circle,
            [
                .. before.Select(b => (b.Key, $"{b.Value} dave?(bob) dave:Accepted +dave")),
                ("dave", "Connecting bob:Accepted carol:Accepted +alice Connected +bob +carol"),
            ]);
        await QuietAsync();
    }

    [Spec("CALL-083", Aspect = "refused by name", Requires = Invite)]
    public async Task Who_is_there_or_rings_is_refused_by_name_and_nobody_is_invited()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        var dave = await Stage.EnterAsync("dave");
        await circle.AcceptAsync("bob");
        foreach (var (users, named) in new (string[], string)[]
        {
            (["dave", "carol"], "carol"), (["dave", "bob"], "bob"), (["alice", "dave"], "alice"), (["dave", "dave"], "dave"), ([], ""),
        })
        {
            var error = await FailsAsync(CallErrorCode.InvalidArgument, () => circle.InviteAsync("alice", users));
            Assert.Contains(named.Length == 0 ? "" : Stage.Id(named), error.Message, StringComparison.Ordinal);
        }

        await ReadAsync(circle, ("alice", "Ringing bob:Accepted Connecting +bob Connected"), ("bob", "Connecting +alice Connected"), ("carol", ""));
        await QuietAsync();
        Assert.Empty(dave.Incoming);
        Assert.Equal(["bob", "carol"], circle.Call("alice").Snapshot.Callees.Select(Stage.NameOf));
    }

    [Spec(["CALL-083", "CALL-006"], Aspect = "limit", Requires = Invite)]
    public async Task More_than_the_limit_are_refused_and_nobody_is_invited()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        int limit = circle["alice"].Client.Provider.Limits.MaxParticipants;
        string[] others = [.. Enumerable.Range(2, limit - 2).Select(n => $"guest{n}")];
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle["alice"].GroupCallAsync(["bob", "carol", .. others]));
        await circle.PlaceAsync(["bob"], groupId: "team");
        await circle.AcceptAsync("bob");
        var error = await FailsAsync(CallErrorCode.InvalidArgument, () => circle.InviteAsync("bob", ["carol", .. others]));
        Assert.Contains(limit.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        await circle.InviteAsync("bob", ["carol", .. others[..^1]]);
        string invited = string.Concat(others[..^1].Prepend("carol").Select(o => $" {o}?(bob)"));
        await ReadAsync(
            circle,
            ("alice", $"Ringing bob:Accepted Connecting +bob Connected{invited}"), ("bob", $"Connecting +alice Connected{invited}"), ("carol", ""));
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.InviteAsync("alice", others[^1]));
        await QuietAsync();
    }

    [Spec("CALL-083", Aspect = "same user, alice first", Requires = Invite)]
    public Task Two_who_invite_the_same_user_at_once_invite_once() => InviteAtOnceAsync("alice", "bob");

    [Spec("CALL-083", Aspect = "same user, bob first", Requires = Invite)]
    public Task Two_who_invite_the_same_user_at_once_invite_once_the_other_way_round() => InviteAtOnceAsync("bob", "alice");

    [Spec("CALL-083", Aspect = "who may not", Requires = Invite)]
    public async Task Only_a_member_of_a_group_call_invites()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        var dave = await Stage.EnterAsync("dave");
        await FailsAsync(CallErrorCode.InvalidState, () => circle.InviteAsync("bob", "dave"));
        await circle.Call("bob").RejectAsync();
        await FailsAsync(CallErrorCode.CallGone, () => circle.InviteAsync("bob", "dave"));
        await ReadAsync(circle, ("alice", "Ringing bob:Rejected"));
        await circle.Call("alice").HangUpAsync();
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Rejected carol:Cancelled Ended(LocalCancel by alice)"),
            ("bob", "Ended(LocalReject by bob)"),
            ("carol", "Ended(RemoteCancel by alice)"));
        var pair = await RingAsync(circle["alice"], circle["bob"], CallMedia.Audio);
        await circle["bob"].AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await FailsAsync(CallErrorCode.InvalidState, () => pair.Out.InviteAsync([Stage.Id("dave")]));
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
        Assert.Empty(dave.Incoming);
    }

    [Spec("CALL-083", Aspect = "again", Requires = Invite)]
    public async Task Who_declined_or_left_may_be_invited_again()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        await circle.Call("carol").RejectAsync();
        await ReadAsync(circle, ("carol", "Ended(LocalReject by carol)"), ("bob", "Connecting +alice Connected carol:Rejected"));
        await circle.InviteAsync("bob", "carol");
        await circle.RingsAsync("carol");
        await circle.AcceptAsync("carol");
        await circle.Call("carol").HangUpAsync();
        await ReadAsync(circle, ("carol", "Connecting bob:Accepted +alice Connected +bob Ended(LocalHangUp by carol)"));
        const string Came = "carol:Rejected carol?(bob) carol:Accepted +carol -carol(RemoteHangUp)";
        await ReadAsync(circle, ("alice", $"Ringing bob:Accepted Connecting +bob Connected {Came}"), ("bob", $"Connecting +alice Connected {Came}"));
        await circle.InviteAsync("alice", "carol");
        await circle.RingsAsync("carol");
        await ReadAsync(
            circle,
            ("alice", $"Ringing bob:Accepted Connecting +bob Connected {Came} carol?(alice)"),
            ("bob", $"Connecting +alice Connected {Came} carol?(alice)"),
            ("carol", ""));
        await QuietAsync();
        Assert.Equal(3, circle["carol"].Incoming.Count);
    }

    [Spec("CALL-082", Aspect = "a later invitation", Requires = Invite)]
    public async Task A_later_invitation_does_not_lengthen_an_earlier_one()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol", "dave");
        await circle.PlaceAsync(["bob", "carol"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(6));
        long start = Fixture.Clock.Time.GetTimestamp();
        await circle.AcceptAsync("bob");
        await Stage.PassAsync(2000);
        await circle.Call("alice").InviteAsync([Stage.Id("dave")], new() { RingTimeout = TimeSpan.FromSeconds(8) });
        await circle.RingsAsync("dave");
        await CompletesAsync(circle.Log("carol"));
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.FromSeconds(5.5), TimeSpan.FromSeconds(7.5));
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected dave?(alice) carol:NoAnswer"),
            ("bob", "Connecting +alice Connected dave?(alice) carol:NoAnswer"),
            ("carol", "Ended(NoAnswer)"),
            ("dave", ""));
        await CompletesAsync(circle.Log("dave"));
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.FromSeconds(9.5), TimeSpan.FromSeconds(12.5));
        await ReadAsync(
            circle,
            ("alice", "Ringing bob:Accepted Connecting +bob Connected dave?(alice) carol:NoAnswer dave:NoAnswer"),
            ("bob", "Connecting +alice Connected dave?(alice) carol:NoAnswer dave:NoAnswer"),
            ("carol", "Ended(NoAnswer)"),
            ("dave", "Ended(NoAnswer)"));
        await QuietAsync();
    }

    [Spec("CALL-082", Aspect = "before the first answer", Requires = Invite)]
    public async Task Who_is_invited_before_the_first_answer_rings_as_long_as_anybody()
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol");
        await circle.PlaceAsync(["bob"], configure: o => o.RingTimeout = TimeSpan.FromSeconds(2));
        long start = Fixture.Clock.Time.GetTimestamp();
        await circle.Call("alice").InviteAsync([Stage.Id("carol")], new() { RingTimeout = TimeSpan.FromSeconds(7) });
        await circle.RingsAsync("carol");
        await ReadAsync(circle, ("alice", "Ringing carol?(alice) bob:NoAnswer"), ("bob", "Ended(NoAnswer)"), ("carol", ""));
        await CompletesAsync(circle.Log("alice"));
        Assert.InRange(Fixture.Clock.Time.GetElapsedTime(start), TimeSpan.FromSeconds(6.5), TimeSpan.FromSeconds(9.5));
        await ReadAsync(
            circle,
            ("alice", "Ringing carol?(alice) bob:NoAnswer carol:NoAnswer Ended(NoAnswer)"),
            ("bob", "Ended(NoAnswer)"),
            ("carol", "Ended(NoAnswer)"));
        await QuietAsync();
    }

    [Spec(["CALL-089", "CALL-080"], Aspect = "one invitation", Requires = Cancel)]
    public async Task The_caller_takes_one_invitation_back()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await circle.CancelAsync("alice", "carol");
        await ReadAsync(circle, ("alice", "Ringing carol:Cancelled"), ("bob", ""), ("carol", "Ended(RemoteCancel by alice)"), ("dave", ""));
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.CancelAsync("alice", "carol"));
        await circle.AcceptAsync("bob");
        await circle.CancelAsync("alice", "dave");
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.CancelAsync("alice", "bob"));
        await ReadAsync(
            circle,
            ("alice", "Ringing carol:Cancelled bob:Accepted Connecting +bob Connected dave:Cancelled"),
            ("bob", "Connecting carol:Cancelled +alice Connected dave:Cancelled"),
            ("carol", "Ended(RemoteCancel by alice)"),
            ("dave", "Ended(RemoteCancel by alice)"));
        await QuietAsync();
    }

    [Spec("CALL-089", Aspect = "whose right", Requires = Cancel | Remove | Invite)]
    public async Task Who_did_not_place_the_call_takes_back_only_the_own_invitation_and_removes_nobody()
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol", "dave");
        await Stage.EnterAsync("erin");
        await circle.AcceptAsync("bob");
        await circle.AcceptAsync("carol");
        await FailsAsync(CallErrorCode.NotAllowed, () => circle.CancelAsync("bob", "dave"));
        await FailsAsync(CallErrorCode.NotAllowed, () => circle.RemoveAsync("bob", "carol"));
        await FailsAsync(CallErrorCode.NotAllowed, () => circle.RemoveAsync("bob", "alice"));
        await FailsAsync(CallErrorCode.InvalidState, () => circle.CancelAsync("dave", "dave"));
        var before = Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace);
        await ReadAsync(circle, [.. before.Select(b => (b.Key, b.Value)), ("dave", "")]);
        await QuietAsync();
        await circle.InviteAsync("bob", "erin");
        await circle.RingsAsync("erin");
        await FailsAsync(CallErrorCode.NotAllowed, () => circle.CancelAsync("carol", "erin"));
        await circle.CancelAsync("bob", "erin");
        await ReadAsync(
            circle, [.. before.Select(b => (b.Key, $"{b.Value} erin?(bob) erin:Cancelled")), ("dave", ""), ("erin", "Ended(RemoteCancel by bob)")]);
        await QuietAsync();
    }

    [Spec(["CALL-089", "CALL-024"], Aspect = "accept first", Requires = Cancel)]
    public Task An_accept_that_comes_before_the_taking_back_wins() => CrossAsync(acceptFirst: true);

    [Spec(["CALL-089", "CALL-024"], Aspect = "taking back first", Requires = Cancel)]
    public Task A_taking_back_that_comes_before_the_accept_wins() => CrossAsync(acceptFirst: false);

    [Spec("CALL-089", Aspect = "removed", Requires = Remove | Invite)]
    public async Task A_removed_member_is_out_and_reads_who_did_it()
    {
        var (circle, before) = await ConnectAsync();
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.RemoveAsync("alice", "alice"));
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.RemoveAsync("alice", "dave"));
        await circle.RemoveAsync("alice", "bob");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -bob(Removed)"),
            ("bob", $"{before["bob"]} Ended(Removed by alice)"),
            ("carol", $"{before["carol"]} -bob(Removed)"));
        await FailsAsync(CallErrorCode.InvalidArgument, () => circle.RemoveAsync("alice", "bob"));
        await QuietAsync();
        await circle.InviteAsync("carol", "bob");
        await circle.RingsAsync("bob");
        await circle.AcceptAsync("bob");
        await ReadAsync(
            circle,
            ("alice", $"{before["alice"]} -bob(Removed) bob?(carol) bob:Accepted +bob"),
            ("bob", "Connecting carol:Accepted +alice Connected +carol"),
            ("carol", $"{before["carol"]} -bob(Removed) bob?(carol) bob:Accepted +bob"));
        await QuietAsync();
    }

    [Spec("CALL-089", Aspect = "removed and leaving", Requires = Remove)]
    public async Task Removing_who_is_leaving_leaves_one_departure()
    {
        var (circle, before) = await ConnectAsync();
        var held = Stage.Faults.Hold<CallCommand.RemoveMember>(circle["alice"]);
        var removing = circle.RemoveAsync("alice", "bob");
        await circle.Call("bob").HangUpAsync();
        await ReadAsync(circle, ("alice", $"{before["alice"]} -bob(RemoteHangUp)"), ("carol", $"{before["carol"]} -bob(RemoteHangUp)"));
        held.Dispose();
        await FailsAsync(CallErrorCode.InvalidArgument, () => removing);
        await ReadAsync(circle, ("bob", $"{before["bob"]} Ended(LocalHangUp by bob)"));
        await QuietAsync();
    }

    private async Task<(Circle Circle, Dictionary<string, string> Before)> ConnectAsync(params string[] idle)
    {
        var circle = await Circle.ConnectAsync(Stage, "bob", "carol");
        foreach (string name in idle)
        {
            await Stage.EnterAsync(name);
        }

        return (circle, Circle.Connected("bob", "carol").ToDictionary(c => c.Who, c => c.Trace));
    }

    private async Task InviteAtOnceAsync(string first, string second)
    {
        var (circle, before) = await ConnectAsync("dave", "erin");
        var (one, other) = (Stage.Faults.Hold<CallCommand.InviteUsers>(circle[first]), Stage.Faults.Hold<CallCommand.InviteUsers>(circle[second]));
        var (wins, loses) = (circle.InviteAsync(first, "dave"), circle.InviteAsync(second, "erin", "dave"));
        one.Dispose();
        await wins;

        if (!circle[second].Client.Provider.Duties.HasFlag(LineDuties.Outcome))
        {
            // Nobody but the members orders what they do: too late is who knows of the other.
            await Stage.UntilAsync(() => circle.Call(second).Snapshot.Participants.Any(p => Stage.NameOf(p.UserId) == "dave"), "dave's invitation is known");
        }

        other.Dispose();
        var error = await FailsAsync(CallErrorCode.InvalidArgument, () => loses);
        Assert.Contains(Stage.Id("dave"), error.Message, StringComparison.Ordinal);
        await circle.RingsAsync("dave");
        await ReadAsync(circle, [.. before.Select(b => (b.Key, $"{b.Value} dave?({first})")), ("dave", "")]);
        await QuietAsync();
        Assert.Empty(circle["erin"].Incoming);
    }

    private async Task CrossAsync(bool acceptFirst)
    {
        var circle = await Circle.RingAsync(Stage, "bob", "carol");
        await circle.AcceptAsync("bob");
        var (accepts, cancels) = (Stage.Faults.Hold<CallCommand.AcceptCall>(), Stage.Faults.Hold<CallCommand.CancelInvitation>());
        var (accepting, cancelling) = (circle["carol"].AcceptAsync(circle.Call("carol")), circle.CancelAsync("alice", "carol"));
        const string Caller = "Ringing bob:Accepted Connecting +bob Connected";
        if (acceptFirst)
        {
            accepts.Dispose();
            await accepting;
            await circle.MeetAsync();
            cancels.Dispose();
            await FailsAsync(CallErrorCode.InvalidArgument, () => cancelling);
            await ReadAsync(circle, Circle.Connected("bob", "carol"));
        }
        else
        {
            cancels.Dispose();
            await cancelling;
            accepts.Dispose();
            await GoneAsync(CallEndReason.RemoteCancel, () => accepting);
            await ReadAsync(
                circle,
                ("alice", $"{Caller} carol:Cancelled"),
                ("bob", "Connecting +alice Connected carol:Cancelled"),
                ("carol", "Ended(RemoteCancel by alice)"));
        }

        await QuietAsync();
    }
}
