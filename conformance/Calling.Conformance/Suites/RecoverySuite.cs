using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 12: messages that come wrong, and senders that are wrong.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class RecoverySuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec("CALL-113", Aspect = "doubled", Requires = CallCapabilities.RingingSignal)]
    public async Task Doubled_messages_change_nothing()
    {
        using var commands = Stage.Faults.Duplicate<CallCommand>();
        using var signals = Stage.Faults.Duplicate<CallSignal>();
        await WholeCallAsync();
    }

    [Spec("CALL-113", Aspect = "delayed", Requires = CallCapabilities.RingingSignal)]
    public async Task Delayed_messages_change_nothing()
    {
        using var signals = Stage.Faults.Delay<CallSignal>(TimeSpan.FromMilliseconds(150));
        await WholeCallAsync();
    }

    [Spec("CALL-113", Aspect = "reordered", Requires = CallCapabilities.RingingSignal)]
    public async Task Reordered_messages_change_nothing()
    {
        var pair = await RingAsync();
        using (Stage.Faults.Reorder<CallSignal>(2, pair.Alice))
        {
            await pair.Bob.AcceptAsync(pair.In);
            await Stage.PassAsync(300);
        }

        await ConnectedAsync(pair);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
    }

    [Spec("CALL-113", Aspect = "late, of an ended call", Requires = CallCapabilities.RingingSignal)]
    public async Task Messages_of_an_ended_call_change_nothing()
    {
        var pair = await RingAsync();
        var late = Stage.Faults.Hold<CallSignal>(pair.Alice);
        await pair.Bob.AcceptAsync(pair.In);
        await Stage.UntilAsync(() => late.Count > 0, "news for alice are on their way");
        await pair.Out.HangUpAsync();
        await CompletesAsync(pair.Alice.Log(pair.Out), pair.Bob.Log(pair.In));
        string trace = pair.Alice.Log(pair.Out).Trace;
        late.Dispose();
        await Stage.PassAsync(300);
        Assert.Equal(trace, pair.Alice.Log(pair.Out).Trace);
        Assert.Empty(pair.Alice.Client.Calls);
        Assert.Empty(pair.Alice.Incoming);
        Assert.Equal(CallEndReason.RemoteHangUp, pair.In.Snapshot.End!.Reason);
    }

    [Spec("CALL-113", Aspect = "strangers and wrong roles", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Hostile)]
    public async Task Commands_of_a_stranger_change_nothing()
    {
        var pair = await RingAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        await ForgeAsync(mallory, pair.Out.CallId, pair.Bob.Party.UserId);
        await ReadAsync(pair, "Ringing", "");
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await ForgeAsync(mallory, pair.Out.CallId, pair.Bob.Party.UserId);
        await ReadAsync(pair, "Ringing bob:Accepted Connecting +bob Connected", "Connecting +alice Connected");
        await QuietAsync();
        Assert.DoesNotContain(mallory.Signals, s => s is CallSignal);
    }

    [Spec("CALL-113", Aspect = "a callee cancels", Requires = CallCapabilities.RingingSignal, Needs = Hooks.Hostile)]
    public async Task A_callee_cannot_cancel()
    {
        var alice = await AliceAsync();
        var mallory = await Stage.EnterHostileAsync("mallory");
        var outgoing = await alice.CallAsync("mallory");
        await mallory.InvitedAsync(outgoing.CallId);
        await mallory.SendAsync(new CallCommand.CancelCall(outgoing.CallId, mallory.NextId()));
        await mallory.SendAsync(new CallCommand.AnswerMedia(outgoing.CallId, mallory.NextId(), "x", true));
        await ReadsAsync("", alice.Log(outgoing));
        await QuietAsync();
        Assert.Equal(CallState.Dialing, outgoing.Snapshot.State);
    }

    private async Task WholeCallAsync()
    {
        var pair = await RingAsync();
        await pair.Bob.AcceptAsync(pair.In);
        await ConnectedAsync(pair);
        await pair.In.HangUpAsync();
        await ReadAsync(
            pair,
            "Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)",
            "Connecting +alice Connected Ended(LocalHangUp by bob)");
        var rejected = await RingAsync(pair.Alice, pair.Bob);
        await rejected.In.RejectAsync();
        await ReadAsync(rejected, "Ringing bob:Rejected Ended(RemoteReject by bob)", "Ended(LocalReject by bob)");
        await QuietAsync();
        Assert.Equal(2, pair.Bob.Incoming.Count);
        Assert.Empty(pair.Bob.Missed);
    }

    private static async Task ForgeAsync(HostilePeer mallory, string callId, string victim)
    {
        CallCommand[] forged =
        [
            new CallCommand.Alerting(callId, mallory.NextId()),
            new CallCommand.Busy(callId, mallory.NextId()),
            new CallCommand.AcceptCall(callId, mallory.NextId(), new(true, true)),
            new CallCommand.RejectCall(callId, mallory.NextId(), "forged"),
            new CallCommand.CancelCall(callId, mallory.NextId()),
            new CallCommand.LeaveCall(callId, mallory.NextId()),
            new CallCommand.EndCall(callId, mallory.NextId(), EndCause.HangUp, HangUpScope.Everyone),
            new CallCommand.InviteUsers(callId, mallory.NextId(), [mallory.Line.Self.UserId], TimeSpan.FromSeconds(30)),
            new CallCommand.CancelInvitation(callId, mallory.NextId(), victim),
            new CallCommand.RemoveMember(callId, mallory.NextId(), victim),
            new CallCommand.JoinCall(callId, mallory.NextId(), new(true, true)),
            new CallCommand.SetMediaState(callId, mallory.NextId(), new(false, false)),
            new CallCommand.AskMedia(callId, mallory.NextId(), CallMedia.Video),
            new CallCommand.QueryCall(callId, mallory.NextId()),
        ];
        foreach (var command in forged)
        {
            var result = await mallory.SendAsync(command);
            Assert.True(result is not CommandResult.Done { View: not null }, $"{command.GetType().Name} gave a stranger a look at the call");
        }
    }
}
