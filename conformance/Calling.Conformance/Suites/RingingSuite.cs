using Calling.Providers;

namespace Calling.Conformance;

/// <summary>Section 2: placing a call, and what rings where.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
/// <param name="fixture">The provider's.</param>
public abstract class RingingSuite<TFixture>(TFixture fixture) : Suite<TFixture>(fixture)
    where TFixture : ConformanceFixture
{
    [Spec(["CALL-010", "CALL-011"])]
    public async Task A_call_begins_at_once_and_rings_once()
    {
        var (alice, bob, _) = (await AliceAsync(), await BobAsync(), await CarolAsync());
        using var held = Stage.Faults.Hold<CallCommand.PlaceCall>(alice);
        var outgoing = await alice.CallAsync("bob");
        string callId = outgoing.CallId;
        Assert.Equal((CallDirection.Outgoing, CallState.Dialing), (outgoing.Snapshot.Direction, outgoing.Snapshot.State));
        held.Dispose();
        var incoming = await bob.RingsAsync();
        Assert.Equal((CallDirection.Incoming, CallState.Incoming), (incoming.Snapshot.Direction, incoming.Snapshot.State));
        Assert.Equal("alice", Stage.NameOf(incoming.Snapshot.Caller));
        await Stage.PassAsync(300);
        Assert.Equal(callId, outgoing.CallId);
        Assert.Single(bob.Incoming);
        await ReadsAsync("", bob.Log(incoming));
        await ReadsAsync(Rings(alice), alice.Log(outgoing));
        await QuietAsync();
    }

    [Spec("CALL-012", Requires = CallCapabilities.RingingSignal)]
    public async Task The_caller_hears_ringing_when_the_callee_was_alerted_and_not_before()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var held = Stage.Faults.Hold<CallCommand.Alerting>(bob);
        var outgoing = await alice.CallAsync("bob");
        var incoming = await bob.RingsAsync();
        await Stage.PassAsync(300);
        await ReadsAsync("", alice.Log(outgoing));
        held.Dispose();
        await ReadsAsync("Ringing", alice.Log(outgoing));
        await ReadsAsync("", bob.Log(incoming));
        await QuietAsync();
    }

    [Spec("CALL-013", Requires = CallCapabilities.OfflineInvite)]
    public async Task A_callee_that_is_away_is_no_error_and_rings_when_it_comes()
    {
        var alice = await AliceAsync();
        var outgoing = await alice.CallAsync("bob");
        await Stage.PassAsync(200);
        Assert.Equal(CallState.Dialing, outgoing.Snapshot.State);
        await ReadsAsync("", alice.Log(outgoing));
        var bob = await BobAsync();
        await ReadsAsync("", bob.Log(await bob.RingsAsync()));
        await ReadsAsync(Rings(alice), alice.Log(outgoing));
        await QuietAsync();
    }

    [Spec("CALL-013", Aspect = "remaining time", Requires = CallCapabilities.OfflineInvite)]
    public async Task Who_comes_late_rings_with_the_remaining_time_only()
    {
        var alice = await AliceAsync();
        var outgoing = await alice.CallAsync("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(3));
        await Stage.PassAsync(2000);
        var bob = await BobAsync();
        var incoming = await bob.RingsAsync();
        long start = Stage.Fixture.Clock.Time.GetTimestamp();
        await EndedAsync(outgoing, incoming);
        Assert.True(Fixture.Clock.Time.GetElapsedTime(start) < TimeSpan.FromSeconds(2.5), "it rang longer than what was left");
        await ReadsAsync($"{Rings(alice)} bob:NoAnswer Ended(NoAnswer)".Trim(), alice.Log(outgoing));

        // Rule CALL-046: without RingLifetime each side has a timer, and the caller's may be the first.
        bool together = alice.Client.Provider.Capabilities.HasFlag(CallCapabilities.RingLifetime);
        await ReadsOneOfAsync(bob.Log(incoming), together ? ["Ended(NoAnswer)"] : ["Ended(NoAnswer)", "Ended(RemoteCancel by alice)"]);
        await QuietAsync();
    }

    [Spec("CALL-013", Aspect = "fail fast", Requires = CallCapabilities.OfflineInvite)]
    public async Task Fail_fast_ends_unreachable()
    {
        var alice = await AliceAsync();
        var call = await alice.CallAsync("nobody", configure: o => o.FailFastIfUnreachable = true);
        await ReadsAsync("nobody:Unreachable Ended(Unreachable)", alice.Log(call));
        await QuietAsync();
    }

    [Spec("CALL-014", Aspect = "cancelled before it arrived")]
    public async Task An_invitation_that_was_cancelled_never_rings_in_whatever_order_its_messages_arrive()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var invitation = Stage.Faults.Hold<CallSignal.Invited>(bob);
        var outgoing = await alice.CallAsync("bob");
        await Stage.UntilAsync(() => invitation.Count == 1, "the invitation is on its way");
        await outgoing.HangUpAsync();
        await Stage.PassAsync(300);
        invitation.Dispose();
        await ReadsUnalertedAsync(alice, "bob:Cancelled Ended(LocalCancel by alice)", alice.Log(outgoing));
        await QuietAsync();
        Assert.Empty(bob.Incoming);
    }

    [Spec("CALL-014", Aspect = "timed out before it arrived")]
    public async Task An_invitation_whose_time_has_passed_never_rings()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        using var invitation = Stage.Faults.Hold<CallSignal.Invited>(bob);
        var outgoing = await alice.CallAsync("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(1));
        await CompletesAsync(alice.Log(outgoing));
        await Stage.PassAsync(200);
        invitation.Dispose();
        await ReadsUnalertedAsync(alice, "bob:NoAnswer Ended(NoAnswer)", alice.Log(outgoing));
        await QuietAsync();
        Assert.Empty(bob.Incoming);
    }

    [Spec("CALL-015", Requires = CallCapabilities.Attachment)]
    public async Task An_attachment_arrives_as_it_was_given()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        int limit = alice.Client.Provider.Limits.MaxAttachmentBytes;
        foreach (string text in new[] { "{\"room\":\"Küche 🎉\"}", "קול \"\\\r\n\t\u0001 漢字", "", new string('x', limit) })
        {
            var pair = await RingAsync(alice, bob, CallMedia.Audio, o => o.Attachment = text);
            Assert.Equal(text, pair.In.Snapshot.Attachment);
            await pair.Out.HangUpAsync();
            await CompletesAsync(alice.Log(pair.Out), bob.Log(pair.In));
        }
    }

    [Spec("CALL-016", Requires = CallCapabilities.SharedCallId)]
    public async Task The_call_id_is_everybodys()
    {
        var pair = await RingAsync();
        Assert.Equal(pair.Out.CallId, pair.In.CallId);
    }

    [Spec("CALL-017", Requires = CallCapabilities.InviteDetails)]
    public async Task An_invitation_says_what_the_caller_asked_for()
    {
        var (alice, bob) = (await AliceAsync(), await BobAsync());
        foreach (var media in new[] { CallMedia.Video, CallMedia.Audio })
        {
            var pair = await RingAsync(alice, bob, media);
            var seen = pair.In.Snapshot;
            Assert.Equal((media, false, (string?)null), (seen.Media, seen.IsGroup, seen.GroupId));
            Assert.Equal(["bob"], seen.Callees.Select(Stage.NameOf));
            await pair.Out.HangUpAsync();
            await CompletesAsync(alice.Log(pair.Out), bob.Log(pair.In));
        }
    }

    /// <summary>
    /// A vendor that alerts by itself tells of it although the invitation never came as far as the machine; rule CALL-012 is another test's. Where our service
    /// decides nobody rings without having said so.
    /// </summary>
    private Task ReadsUnalertedAsync(Person caller, string trace, EventLog log) => caller.Client.Provider.Duties.HasFlag(LineDuties.Outcome)
        ? ReadsAsync(trace, log)
        : ReadsOneOfAsync(log, trace, $"Ringing {trace}");

    private static string Rings(Person caller) =>
        caller.Client.Provider.Capabilities.HasFlag(CallCapabilities.RingingSignal) ? "Ringing" : "";
}
