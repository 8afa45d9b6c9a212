using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 9 and rule 113: who rings, is a member, was one or never was does in a group call what only others may do.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class GroupHostileSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Group =
        CallCapabilities.Group | CallCapabilities.InviteeOutcomes | CallCapabilities.RingingSignal | CallCapabilities.InviteDuringCall
        | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant | CallCapabilities.EndForEveryone | CallCapabilities.JoinById;

    private const string Caller = "Ringing bob:Accepted Connecting +bob Connected";
    private const string Callee = "Connecting +alice Connected";

    [Spec(["CALL-113", "CALL-083", "CALL-089", "CALL-087"], Aspect = "group, stranger", Requires = Group, Needs = Hooks.Hostile)]
    public async Task A_stranger_changes_and_learns_nothing()
    {
        var circle = await RingAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        foreach (string victim in new[] { "alice", "bob", "carol" })
        {
            var results = await mallory.SendEverythingAsync(circle.CallId, victim);
            Assert.DoesNotContain(results, r => r is CommandResult.Done { View: not null } or CommandResult.Refused { Ending: not null });
        }

        await RefusedAsync(mallory, circle.CallId, "carol", "dave");
        Assert.DoesNotContain(mallory.Signals, s => s is CallSignal);
        await UnchangedAsync(circle, "");
    }

    [Spec(["CALL-113", "CALL-083", "CALL-084", "CALL-089"], Aspect = "group, who rings", Requires = Group, Needs = Hooks.Hostile)]
    public async Task Who_still_rings_does_nothing_but_answer()
    {
        var mallory = await Stage.EnterHostileAsync("mallory");
        var circle = await RingAsync("mallory");
        await mallory.InvitedAsync(circle.CallId);
        foreach (string victim in new[] { "alice", "bob", "carol" })
        {
            await mallory.SendEverythingAsync(
                circle.CallId,
                victim,
                typeof(CallCommand.Alerting), typeof(CallCommand.Busy), typeof(CallCommand.AcceptCall), typeof(CallCommand.RejectCall),
                typeof(CallCommand.LeaveCall), typeof(CallCommand.EndCall), typeof(CallCommand.JoinCall));
        }

        await RefusedAsync(mallory, circle.CallId, "carol", "dave");
        await UnchangedAsync(circle, "");

        // To end it for everyone is to decline, for who has not answered.
        await mallory.SendAsync(new CallCommand.EndCall(circle.CallId, mallory.NextId(), EndCause.HangUp, HangUpScope.Everyone));
        await UnchangedAsync(circle, " mallory:Rejected");
        Assert.DoesNotContain(mallory.Signals, s => s is CallSignal and not CallSignal.Invited);
    }

    [Spec(["CALL-113", "CALL-084", "CALL-089"], Aspect = "group, a member", Requires = Group, Needs = Hooks.Hostile)]
    public async Task A_member_has_no_right_of_the_caller()
    {
        var mallory = await Stage.EnterHostileAsync("mallory");
        var circle = await RingAsync("mallory");
        await mallory.AcceptAsync(circle.CallId);
        await UnchangedAsync(circle, " mallory:Accepted");
        foreach (string victim in new[] { "alice", "bob", "carol" })
        {
            await mallory.SendEverythingAsync(
                circle.CallId, victim, typeof(CallCommand.LeaveCall), typeof(CallCommand.EndCall), typeof(CallCommand.SetMediaState));
            Assert.IsType<CommandResult.Refused>(await mallory.SendAsync(new CallCommand.RemoveMember(circle.CallId, mallory.NextId(), Stage.Id(victim))));
        }

        foreach (var command in new CallCommand[]
        {
            new CallCommand.CancelInvitation(circle.CallId, mallory.NextId(), Stage.Id("carol")),
            new CallCommand.InviteUsers(circle.CallId, mallory.NextId(), [Stage.Id("dave"), Stage.Id("carol")], TimeSpan.FromSeconds(30)),
            new CallCommand.EndCall(circle.CallId, mallory.NextId(), EndCause.HangUp, HangUpScope.Everyone),
        })
        {
            Assert.True(await mallory.SendAsync(command) is CommandResult.Refused, $"{command.GetType().Name} was taken");
        }

        await UnchangedAsync(circle, " mallory:Accepted");
    }

    [Spec(["CALL-113", "CALL-087", "CALL-089"], Aspect = "group, who was removed", Requires = Group, Needs = Hooks.Hostile)]
    public async Task Who_was_removed_changes_nothing_and_does_not_come_back()
    {
        var mallory = await Stage.EnterHostileAsync("mallory");
        var circle = await RingAsync("mallory");
        await mallory.AcceptAsync(circle.CallId);
        await UnchangedAsync(circle, " mallory:Accepted");
        await circle.RemoveAsync("alice", "mallory");
        await Stage.UntilAsync(() => mallory.Signals.Any(s => s is CallSignal.Ended { Ending.Cause: EndCause.Removed }), "mallory is told");
        foreach (string victim in new[] { "alice", "bob", "carol" })
        {
            await mallory.SendEverythingAsync(circle.CallId, victim);
        }

        await RefusedAsync(mallory, circle.CallId, "carol", "dave");
        await UnchangedAsync(circle, " mallory:Accepted");
    }

    /// <summary>Alice and bob talk, it rings with carol, and dave is not called.</summary>
    private async Task<Circle> RingAsync(params string[] more)
    {
        var circle = await Circle.GatherAsync(Stage, "bob", "carol", "dave");
        await circle.PlaceAsync(["bob", "carol"], also: more);
        await circle.AcceptAsync("bob");
        return circle;
    }

    private async Task RefusedAsync(HostilePeer liar, string callId, string ringing, string idle)
    {
        CallCommand[] wrong =
        [
            new CallCommand.InviteUsers(callId, liar.NextId(), [Stage.Id(idle)], TimeSpan.FromSeconds(30)),
            new CallCommand.CancelInvitation(callId, liar.NextId(), Stage.Id(ringing)),
            new CallCommand.RemoveMember(callId, liar.NextId(), Stage.Id("bob")),
        ];
        foreach (var command in wrong)
        {
            Assert.True(await liar.SendAsync(command) is CommandResult.Refused, $"{command.GetType().Name} was taken");
        }
    }

    private async Task UnchangedAsync(Circle circle, string since)
    {
        await ReadAsync(circle, ("alice", $"{Caller}{since}"), ("bob", $"{Callee}{since}"), ("carol", ""));
        await QuietAsync();
        Assert.Empty(circle["dave"].Incoming);
        Assert.Equal(CallState.Incoming, circle.Call("carol").Snapshot.State);
        Assert.All(new[] { "alice", "bob" }, who => Assert.Equal(CallState.Connected, circle.Call(who).Snapshot.State));
    }
}
