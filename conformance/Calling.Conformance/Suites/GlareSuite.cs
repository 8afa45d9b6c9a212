using Calling.Media;
using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 7: two users who call each other at the same time.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class GlareSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    private const CallCapabilities Glaring = CallCapabilities.Glare | CallCapabilities.RingingSignal;

    [Spec("CALL-060", Aspect = "answer before invitation", Requires = Glaring)]
    public async Task One_call_survives_if_the_answer_comes_first()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var invitation = Stage.Faults.Hold<CallSignal.Invited>(bob);
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        await Stage.UntilAsync(() => invitation.Count == 1, "alice's invitation is on its way");
        crossing.Second.Dispose();
        await Stage.UntilAsync(() => crossing.Lost.Snapshot.State == CallState.Ended, "bob's own call is over");
        invitation.Dispose();
        await SurvivesAsync(alice, bob, crossing);
    }

    [Spec("CALL-060", Aspect = "invitation before answer", Requires = Glaring)]
    public async Task One_call_survives_if_the_invitation_comes_first()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var invitation = Stage.Faults.Hold<CallSignal.Invited>(bob);
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        await Stage.UntilAsync(() => invitation.Count == 1, "alice's invitation is on its way");
        invitation.Dispose();
        await Stage.PassAsync(300);
        Assert.Empty(bob.Incoming);
        Assert.Equal(CallState.Dialing, crossing.Lost.Snapshot.State);
        crossing.Second.Dispose();
        await SurvivesAsync(alice, bob, crossing);
    }

    [Spec("CALL-060", Aspect = "as it falls", Requires = Glaring)]
    public async Task Two_who_call_each_other_are_connected_every_time()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        for (int i = 0; i < 5; i++)
        {
            var calls = await Task.WhenAll(alice.CallAsync("bob", CallMedia.Audio), bob.CallAsync("alice", CallMedia.Audio));
            await Stage.UntilAsync(() => calls.Any(c => c.Snapshot.State == CallState.Connected), "one call is connected");
            var lost = Assert.Single(calls, c => c.Snapshot.State == CallState.Ended);
            Assert.Equal(CallEndReason.Replaced, lost.Snapshot.End!.Reason);
            var survivor = Assert.Single(calls, c => c != lost);
            Assert.Equal(survivor.CallId, lost.ReplacedBy!.CallId);
            await ReachesAsync(lost.ReplacedBy, CallState.Connected);
            await lost.ReplacedBy.HangUpAsync();
            await Stage.UntilAsync(() => alice.Client.Calls.Count + bob.Client.Calls.Count == 0, "both are free");
        }

        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
    }

    [Spec("CALL-060", Aspect = "other devices", Requires = Glaring | CallCapabilities.MultiDevice)]
    public async Task The_users_other_devices_stop()
    {
        var (alice, bob, tablet) = (await AliceAsync(), await BobAsync(), await BobsTabletAsync());
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        var rings = await tablet.RingsAsync();
        crossing.Second.Dispose();
        await ReadsAsync("Ended(AnsweredElsewhere by bob)", tablet.Log(rings));
        await SurvivesAsync(alice, bob, crossing, "Ringing ");
    }

    [Spec("CALL-060", Aspect = "hang-up while it crosses", Requires = Glaring)]
    public async Task Who_hangs_up_while_it_crosses_is_out()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        await Stage.PassAsync(200);
        await crossing.Lost.HangUpAsync();
        crossing.Second.Dispose();
        await ReadsAsync("alice:Cancelled Ended(LocalCancel by bob)", bob.Log(crossing.Lost));
        await ReadsOneOfAsync(
            alice.Log(crossing.Won), "bob:Accepted Connecting Ended(RemoteHangUp by bob)", "bob:Rejected Ended(RemoteReject by bob)");
        await QuietAsync();
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
        Assert.Equal((0, 0), (alice.Client.Calls.Count, bob.Client.Calls.Count));
    }

    [Spec("CALL-060", Aspect = "hang-up after it was decided", Requires = Glaring)]
    public async Task Who_hangs_up_before_it_knows_of_the_decision_is_out()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        using var hangUp = Stage.Faults.Hold<CallCommand.EndCall>(alice);
        await Stage.PassAsync(200);
        await crossing.Won.HangUpAsync();
        crossing.Second.Dispose();
        await ReadsAsync("alice:Cancelled Ended(Replaced by bob)", bob.Log(crossing.Lost));
        hangUp.Dispose();
        var rest = crossing.Lost.ReplacedBy!;
        await ReadsRestAsync("Ended(RemoteHangUp by alice)", CallState.Ended, bob.Log(rest));
        await CompletesAsync(alice.Log(crossing.Won));
        Assert.Contains(crossing.Won.Snapshot.End!.Reason, new[] { CallEndReason.LocalCancel, CallEndReason.LocalHangUp });
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
    }

    [Spec("CALL-061", Aspect = "the audio call came first", Requires = Glaring | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public Task Who_placed_an_audio_call_sends_no_pictures_although_the_other_wanted_video() => NarrowAsync(CallMedia.Audio, CallMedia.Video, "");

    [Spec("CALL-061", Aspect = "the video call came first", Requires = Glaring | CallCapabilities.RawMedia, Needs = Hooks.Wire)]
    public Task Who_placed_a_video_call_sends_no_pictures_if_the_other_placed_an_audio_call() =>
        NarrowAsync(CallMedia.Video, CallMedia.Audio, "Audio(by bob) ");

    [Spec("CALL-062", Aspect = "the first one wants it", Requires = Glaring)]
    public Task Both_are_busy_if_the_first_wants_it() => BusyAsync(GlarePolicy.Busy, GlarePolicy.Connect);

    [Spec("CALL-062", Aspect = "the second one wants it", Requires = Glaring)]
    public Task Both_are_busy_if_the_second_wants_it() => BusyAsync(GlarePolicy.Connect, GlarePolicy.Busy);

    private async Task NarrowAsync(CallMedia alices, CallMedia bobs, string change)
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        var crossing = await CrossAsync(alice, bob, alices, bobs);
        crossing.First.Dispose();
        await Stage.PassAsync(200);
        crossing.Second.Dispose();
        await SurvivesAsync(alice, bob, crossing, change);
        var survivor = crossing.Lost.ReplacedBy!;
        using var atAlice = new Senses(crossing.Won.Media, bob.Party.UserId);
        using var atBob = new Senses(survivor.Media, alice.Party.UserId);
        await Stage.UntilAsync(() => atAlice.Sounds > 20 && atBob.Sounds > 20, "sound both ways");
        Assert.Equal((CallMedia.Audio, CallMedia.Audio), (crossing.Won.Snapshot.Media, survivor.Snapshot.Media));
        Assert.Equal((0, 0), (await Stage.SentAsync(alice, MediaKind.Video), await Stage.SentAsync(bob, MediaKind.Video)));
        Assert.Equal((0, 0), (atAlice.Pictures, atBob.Pictures));
        await QuietAsync();
    }

    private async Task BusyAsync(GlarePolicy alices, GlarePolicy bobs)
    {
        var (alice, bob) = (await AliceAsync(o => o.Glare = alices), await BobAsync(o => o.Glare = bobs));
        var crossing = await CrossAsync(alice, bob);
        crossing.First.Dispose();
        await Stage.PassAsync(200);
        crossing.Second.Dispose();
        await ReadsOneOfAsync(alice.Log(crossing.Won), "bob:Busy Ended(Busy by bob)", "bob:Busy Ended(Busy)");
        await ReadsOneOfAsync(bob.Log(crossing.Lost), "alice:Busy Ended(Busy by alice)", "alice:Busy Ended(Busy)");
        await QuietAsync();
        Assert.Equal((0, 0, 0, 0), (alice.Incoming.Count, bob.Incoming.Count, alice.Missed.Count, bob.Missed.Count));
        var again = await RingAsync(bob, alice, CallMedia.Audio);
        await ReadAsync(again, "Ringing", "");
        await QuietAsync();
    }

    /// <summary>Both call before either hears of the other; what they say is held.</summary>
    private async Task<Crossing> CrossAsync(Person alice, Person bob, CallMedia alices = CallMedia.Audio, CallMedia bobs = CallMedia.Audio)
    {
        var (first, second) = (Stage.Faults.Hold<CallCommand.PlaceCall>(alice), Stage.Faults.Hold<CallCommand.PlaceCall>(bob));
        var crossing = new Crossing(await alice.CallAsync("bob", alices), await bob.CallAsync("alice", bobs), first, second);
        await Stage.UntilAsync(() => (first.Count, second.Count) == (1, 1), "both calls are on their way");
        return crossing;
    }

    private async Task SurvivesAsync(Person alice, Person bob, Crossing crossing, string before = "")
    {
        await ReadsAsync($"{before}bob:Accepted Connecting +bob Connected", alice.Log(crossing.Won));
        await ReadsAsync("alice:Cancelled Ended(Replaced by bob)", bob.Log(crossing.Lost));
        var survivor = crossing.Lost.ReplacedBy!;
        Assert.Equal(crossing.Won.CallId, survivor.CallId);
        await ReadsRestAsync("+alice Connected", CallState.Connected, bob.Log(survivor));
        Assert.Equal([survivor], bob.Client.Calls);
        Assert.Equal([crossing.Won], alice.Client.Calls);
        await QuietAsync();
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
    }

    /// <summary>Alice's call reaches the arbiter first, Bob's second; each does when it is let go.</summary>
    private sealed record Crossing(ICallSession Won, ICallSession Lost, HeldMessages First, HeldMessages Second);
}
