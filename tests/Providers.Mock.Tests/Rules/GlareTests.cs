using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>Section 7: two users who call each other at the same time.</summary>
public sealed class GlareTests : RuleTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CALL_060_Exactly_one_of_two_crossing_calls_survives(bool aliceFirst) => InWorldAsync(async () =>
    {
        var (alice, bob, other) = (await EnterAsync("alice", "a1"), await EnterAsync("bob", "b1"), await EnterAsync("bob", "b2"));
        var another = await EnterAsync("alice", "a2");
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst);

        var (survivor, lost) = aliceFirst ? (fromAlice, fromBob) : (fromBob, fromAlice);
        var (first, second) = aliceFirst ? ("alice", "bob") : ("bob", "alice");
        await PassAsync(1);
        Assert.Equal($"[Dialing] Ringing {second}:Accepted Connecting +{second}/mic Connected", survivor.Trace);
        Assert.Equal($"[Dialing] {first}:Cancelled Ended(Replaced by {second})", lost.Trace);
        Assert.Equal(survivor.Session.CallId, lost.Session.ReplacedBy!.CallId);
        var replacement = lost.Session.ReplacedBy.Snapshot;
        Assert.Equal((CallState.Connected, first, CallDirection.Incoming), (replacement.State, replacement.Caller, replacement.Direction));
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
        Assert.Equal((50, 50), (Sent(new CallParty("alice", "a1")), Sent(new CallParty("bob", "b1"))));

        // The later user's other device rang for the call that survived; nobody's rang for the one that never began.
        var (rang, silent) = aliceFirst ? (other, another) : (another, other);
        Assert.Equal($"[Incoming] Ended(AnsweredElsewhere by {second})", Assert.Single(rang.Incoming).Trace);
        Assert.Empty(silent.Incoming);
        Assert.Equal(2, World.Media.OpenSessions);

        await lost.Session.ReplacedBy.HangUpAsync();
        await RestAsync();
        Assert.EndsWith($"-{second}(RemoteHangUp) Ended(RemoteHangUp by {second})", survivor.Trace, StringComparison.Ordinal);
        Assert.Equal((0, 0), (alice.Client.Calls.Count, bob.Client.Calls.Count));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CALL_060_The_arbiters_answers_may_come_late_and_in_any_order(bool aliceFirst) => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (toAlice, toBob) = (HoldResults("alice"), HoldResults("bob"));
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst: true);
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
        Assert.Equal("[Dialing]", fromBob.Trace);

        (aliceFirst ? toAlice : toBob).Dispose();
        await PassAsync(1);
        (aliceFirst ? toBob : toAlice).Dispose();
        await PassAsync(1);

        Assert.Equal(Survived("bob"), fromAlice.Trace);
        Assert.Equal("[Dialing] alice:Cancelled Ended(Replaced by bob)", fromBob.Trace);
        Assert.Equal(CallState.Connected, fromBob.Session.ReplacedBy!.Snapshot.State);
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));

        MockHold HoldResults(string user) => World.Faults.Hold(MockMatch.Result<CallCommand.PlaceCall>().Of(user));
    });

    [Fact]
    public Task CALL_024_060_A_hang_up_while_the_calls_cross_ends_it_for_both() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var results = World.Faults.Hold(MockMatch.Result<CallCommand.PlaceCall>().Of("bob"));
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst: true);
        await fromBob.HangUpAsync();
        await RestAsync();
        Assert.Equal("[Dialing] alice:Cancelled Ended(LocalCancel by bob)", fromBob.Trace);

        results.Dispose();
        await RestAsync();

        Assert.Equal("[Dialing] bob:Accepted Connecting Ended(RemoteHangUp by bob)", fromAlice.Trace);
        Assert.Null(fromBob.Session.ReplacedBy);
        Assert.Equal((0, 0, 0), (alice.Incoming.Count, bob.Incoming.Count, bob.Client.Calls.Count));
        Assert.Equal((0L, 0L), (Sent("bob"), World.Media.FramesReceived("bob", MediaKind.Audio)));
    });

    [Fact]
    public Task CALL_033_060_A_cancel_while_the_calls_cross_comes_too_late() => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var results = World.Faults.Hold(MockMatch.Result<CallCommand.PlaceCall>().Of("bob"));
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst: true);
        var cancelling = fromBob.Session.TryCancelAsync();
        results.Dispose();
        await RestAsync();

        Assert.False(await cancelling);
        Assert.Equal("[Dialing] alice:Cancelled Ended(Replaced by bob)", fromBob.Trace);
        Assert.Equal((CallState.Connected, CallState.Connected), (fromAlice.State, fromBob.Session.ReplacedBy!.Snapshot.State));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task CALL_061_Media_is_never_wider_than_what_each_user_asked_for(bool videoFirst) => InWorldAsync(async () =>
    {
        var (alice, bob) = (await EnterAsync("alice"), await EnterAsync("bob"));
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, videoFirst, CallMedia.Video, CallMedia.Audio);
        await PassAsync(2);

        Assert.Equal(
            videoFirst ? "[Dialing] bob!Audio bob:Accepted Connecting +bob/mic Connected" : "[Dialing] bob:Cancelled Ended(Replaced by alice)",
            fromAlice.Trace);
        var (a, b) = videoFirst ? (fromAlice.Session, fromBob.Session.ReplacedBy!) : (fromAlice.Session.ReplacedBy!, fromBob.Session);
        Assert.All([a, b], s => Assert.Equal((CallMedia.Audio, new MediaState(true, false)), (s.Snapshot.Media, s.Snapshot.LocalMedia)));
        Assert.Equal((0, 0, 100, 100), (Sent("alice", MediaKind.Video), Sent("bob", MediaKind.Video), Sent("alice"), Sent("bob")));
    });

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public Task CALL_062_With_Busy_both_sides_read_Busy(bool aliceWants, bool bobWants) => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", settings: o => o.Glare = aliceWants ? GlarePolicy.Busy : GlarePolicy.Connect);
        var bob = await EnterAsync("bob", settings: o => o.Glare = bobWants ? GlarePolicy.Busy : GlarePolicy.Connect);
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst: true);

        Assert.Equal(("[Dialing] bob:Busy Ended(Busy by bob)", "[Dialing] alice:Busy Ended(Busy)"), (fromAlice.Trace, fromBob.Trace));
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
        Assert.Equal((0, 0), (alice.Missed.Count(), bob.Missed.Count()));
        await ConnectAsync(alice, bob);
    });

    [Fact]
    public Task CALL_062_With_Busy_a_call_placed_before_the_others_invitation_came_rings_nowhere() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", settings: o => o.Glare = GlarePolicy.Busy);
        var bob = await EnterAsync("bob", settings: o => o.Glare = GlarePolicy.Busy);
        var calls = await Task.WhenAll(alice.CallAsync("bob"), bob.CallAsync("alice"));
        await RestAsync();
        Assert.All(calls, call => Assert.Equal(CallEndReason.Busy, call.Session.Snapshot.End?.Reason));
        Assert.True(alice.Incoming.Count + bob.Incoming.Count == 0, string.Join(';', bob.Incoming.Concat(alice.Incoming).Select(c => c.Trace)));
    });

    [Fact]
    public Task CALL_050_060_Without_the_capability_two_calls_are_two_calls() => InWorldAsync(async () =>
    {
        var alice = await EnterAsync("alice", vendor: Without(CallCapabilities.Glare));
        var bob = await EnterAsync("bob", vendor: Without(CallCapabilities.Glare));
        var busy = World.Faults.Hold(MockMatch.Command<CallCommand.Busy>());
        var (fromAlice, fromBob) = await CrossAsync(alice, bob, aliceFirst: true);
        Assert.Equal(2, busy.Held.Count);
        busy.Dispose();
        await RestAsync();

        Assert.Equal(("[Dialing] bob:Busy Ended(Busy by bob)", "[Dialing] alice:Busy Ended(Busy by alice)"), (fromAlice.Trace, fromBob.Trace));
        Assert.Equal(("bob:Busy", "alice:Busy"), (Assert.Single(alice.Missed), Assert.Single(bob.Missed)));
        Assert.Equal((0, 0), (alice.Incoming.Count, bob.Incoming.Count));
    });

    private static string Survived(string peer) => $"[Dialing] {peer}:Accepted Connecting +{peer}/mic Connected";

    /// <summary>Both have called before either one's call reaches the arbiter.</summary>
    private async Task<(Call FromAlice, Call FromBob)> CrossAsync(
        Person alice, Person bob, bool aliceFirst, CallMedia ofAlice = CallMedia.Audio, CallMedia ofBob = CallMedia.Audio)
    {
        var (a, b) = (Hold("alice"), Hold("bob"));
        var (fromAlice, fromBob) = (await alice.CallAsync("bob", ofAlice), await bob.CallAsync("alice", ofBob));
        await RestAsync();
        Assert.Equal((1, 1), (a.Held.Count, b.Held.Count));
        (aliceFirst ? a : b).Dispose();
        await RestAsync();
        (aliceFirst ? b : a).Dispose();
        await RestAsync();
        return (fromAlice, fromBob);

        MockHold Hold(string user) => World.Faults.Hold(MockMatch.Command<CallCommand.PlaceCall>().Of(user));
    }
}
