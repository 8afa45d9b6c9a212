using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 15: what is not declared is refused by name.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class ConfigurationSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec("CALL-142", Aspect = "group")]
    public Task Group_calls() =>
        RefusedAsync(CallCapabilities.Group, alice => alice.Client.GroupCallAsync([Stage.Id("bob"), Stage.Id("carol")], CallMedia.Audio));

    [Spec("CALL-142", Aspect = "attachment")]
    public Task Attachments() =>
        RefusedAsync(CallCapabilities.Attachment, alice => alice.CallAsync("bob", configure: o => o.Attachment = "x"));

    [Spec("CALL-142", Aspect = "preview")]
    public Task Previews() =>
        RefusedAsync(CallCapabilities.RawMedia, alice => alice.Client.StartPreviewAsync(Fixture.Camera, new CountingSink()));

    [Spec("CALL-142", Aspect = "reject reason")]
    public async Task Reject_reasons()
    {
        var (alice, bob) = (await AliceAsync(), await Stage.EnterAsync("bob", without: CallCapabilities.RejectReason));
        var pair = await RingAsync(alice, bob);
        var error = await FailsAsync(CallErrorCode.NotSupported, () => pair.In.RejectAsync("in a meeting"));
        Assert.Equal(CallCapabilities.RejectReason, error.Capability);
        Assert.Equal(CallState.Incoming, pair.In.Snapshot.State);
        await pair.In.RejectAsync();
        await ReadsAsync("Ended(LocalReject by bob)", bob.Log(pair.In));
    }

    [Spec("CALL-142", Aspect = "group operations", Requires = CallCapabilities.Group | CallCapabilities.RingingSignal)]
    public async Task What_is_done_in_group_calls()
    {
        var alice = await Stage.EnterAsync(
            "alice",
            without: CallCapabilities.InviteDuringCall | CallCapabilities.CancelInvitee | CallCapabilities.RemoveParticipant
                | CallCapabilities.EndForEveryone | CallCapabilities.JoinById);
        var (bob, carol) = (await BobAsync(), await CarolAsync());
        var call = await alice.GroupCallAsync(["bob"]);
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await ReachesAsync(call, CallState.Connected);
        await ReachesAsync(incoming, CallState.Connected);
        using var sent = Stage.Faults.Hold<CallCommand>(alice);
        foreach (var (capability, operation) in new (CallCapabilities, Func<Task>)[]
        {
            (CallCapabilities.InviteDuringCall, () => call.InviteAsync([carol.Party.UserId])),
            (CallCapabilities.CancelInvitee, () => call.CancelInvitationAsync(bob.Party.UserId)),
            (CallCapabilities.RemoveParticipant, () => call.RemoveParticipantAsync(bob.Party.UserId)),
            (CallCapabilities.EndForEveryone, () => call.HangUpAsync(HangUpScope.Everyone)),
            (CallCapabilities.JoinById, () => alice.JoinAsync(call.CallId)),
        })
        {
            var error = await FailsAsync(CallErrorCode.NotSupported, operation);
            Assert.Equal(capability, error.Capability);
            Assert.Contains(capability.ToString(), error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, sent.Count);
        await ReadsAsync("Ringing bob:Accepted Connecting +bob Connected", alice.Log(call));
        await ReadsAsync("Connecting +alice Connected", bob.Log(incoming));
        await QuietAsync();
        Assert.Empty(carol.Incoming);
    }

    [Spec("CALL-142", Aspect = "defaults")]
    public async Task Defaults_never_throw()
    {
        var (alice, bob) = (await Stage.EnterAsync("alice", without: (CallCapabilities)ulong.MaxValue), await BobAsync());
        var outgoing = await alice.Client.CallAsync(bob.Party.UserId, CallMedia.Audio, o =>
        {
            // Frames of the app's own are no default: they need a capability.
            o.AudioSource = Fixture.Microphone is AudioSource.Frames ? o.AudioSource : Fixture.Microphone;
        });
        alice.Log(outgoing);
        var incoming = await bob.RingsAsync();
        await bob.AcceptAsync(incoming);
        await ReachesAsync(outgoing, CallState.Connected);
        await outgoing.HangUpAsync();
    }

    private async Task RefusedAsync(CallCapabilities capability, Func<Person, Task> operation)
    {
        var alice = await Stage.EnterAsync("alice", without: capability);
        using var sent = Stage.Faults.Hold<CallCommand>(alice);
        var error = await FailsAsync(CallErrorCode.NotSupported, () => operation(alice));
        Assert.Equal(capability, error.Capability);
        Assert.Contains(capability.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Empty(alice.Client.Calls);
        Assert.Equal(0, sent.Count);
    }
}
