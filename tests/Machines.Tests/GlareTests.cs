using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Section 7: two users who call each other at the same time.</summary>
public sealed class GlareTests
{
    private readonly Loop _loop = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_060_exactly_one_call_survives_and_connects_without_a_tap(bool aliceFirst)
    {
        var (first, second, won, lost) = Cross(aliceFirst);
        _loop.Drain();
        Assert.Equal($"{Other(first)}:Accepted Connecting +{Other(first)} Connected", first.Trace(won));
        Assert.Equal($"{Other(second)}:Cancelled Ended(Replaced by {second.Party.UserId})", second.Trace(lost));
        Assert.Equal($"+{Other(second)} Connected", second.Trace(won));
        Assert.Equal((CallState.Connected, won), (second.Call(won).State, second.Call(lost).ReplacedBy));
        Assert.Equal((0, 0), (first.Incoming.Count, second.Incoming.Count));
        Assert.Empty(first.Traces.Keys.Except([won]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_060_whether_the_answer_or_the_invitation_comes_first(bool answerFirst)
    {
        var (_, second, won, lost) = Cross(aliceFirst: true);
        while (_loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall && p.Result is null))
        {
        }

        _loop.DeliverFirst(p => p.Device == second.Party && (answerFirst ? p.Result is not null : p.Signal is CallSignal.Invited));
        _loop.Drain();
        Assert.Equal("+alice Connected", second.Trace(won));
        Assert.Equal("alice:Cancelled Ended(Replaced by bob)", second.Trace(lost));
        Assert.Empty(second.Client.Held);
        Assert.Empty(second.Incoming);
    }

    [Fact]
    public void CALL_060_the_users_other_devices_stop()
    {
        var tablet = _loop.Add("bob", "tablet");
        var (_, second, won, _) = Cross(aliceFirst: true);
        _loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["bob"] });
        _loop.DeliverFirst(p => p.Device == tablet.Party && p.Signal is CallSignal.Invited);
        Assert.Equal([won], tablet.Incoming);
        _loop.Drain();
        Assert.Equal("Ended(AnsweredElsewhere by bob)", tablet.Trace(won));
        Assert.Equal(CallState.Connected, second.Call(won).State);
    }

    [Fact]
    public void CALL_060_who_has_seen_it_ring_is_no_glare()
    {
        var (alice, bob) = (_loop.Add("alice"), _loop.Add("bob", options: new() { OutgoingConflict = OutgoingConflict.ReplaceCurrent }));
        string first = alice.Place("bob");
        _loop.Drain();
        string second = bob.Place("alice");
        Assert.Equal("Ended(Replaced by bob)", bob.Trace(first));
        _loop.Drain();
        Assert.Equal("Ringing bob:Rejected Ended(RemoteReject by bob)", alice.Trace(first));
        Assert.Equal(CallState.Incoming, alice.Call(second).State);
    }

    [Theory]
    [InlineData(CallMedia.Audio, CallMedia.Video)]
    [InlineData(CallMedia.Video, CallMedia.Audio)]
    public void CALL_061_media_is_never_wider_than_what_each_asked_for(CallMedia first, CallMedia second)
    {
        var (alice, bob) = (_loop.Add("alice"), _loop.Add("bob"));
        string won = alice.Place("bob", first);
        bob.Place("alice", second);
        _loop.Drain();
        Assert.All(
            new[] { alice, bob },
            d => Assert.Equal((CallMedia.Audio, new MediaState(true, false), CallState.Connected), (d.Call(won).Details.Media, d.Call(won).LocalMedia, d.Call(won).State)));
        Assert.Equal((first == CallMedia.Video ? "Audio(by bob) " : "") + "bob:Accepted Connecting +bob Connected", alice.Trace(won));
        Assert.Equal("+alice Connected", bob.Trace(won));
    }

    [Theory]
    [InlineData(GlarePolicy.Busy, GlarePolicy.Connect, false)]
    [InlineData(GlarePolicy.Connect, GlarePolicy.Busy, false)]
    [InlineData(GlarePolicy.Busy, GlarePolicy.Busy, false)]
    [InlineData(GlarePolicy.Busy, GlarePolicy.Busy, true)]
    public void CALL_062_busy_for_both(GlarePolicy first, GlarePolicy second, bool invitationLast)
    {
        var (alice, bob) = (_loop.Add("alice", options: new() { Glare = first }), _loop.Add("bob", options: new() { Glare = second }));
        string won = alice.Place("bob");
        string lost = bob.Place("alice");
        if (invitationLast)
        {
            Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["bob"] }));
            Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["alice"] } && p.Result is null));
            Assert.True(_loop.DeliverFirst(p => p.Device == bob.Party && p.Result is not null));
        }

        _loop.Drain();
        Assert.Equal("bob:Busy Ended(Busy by bob)", alice.Trace(won));
        Assert.Equal("alice:Busy Ended(Busy)", bob.Trace(lost));
        Assert.Equal((0, 0, 0, 0), (alice.Incoming.Count, bob.Incoming.Count, alice.Missed.Count, bob.Missed.Count));
        Assert.Equal((0, 0), (alice.Client.Live.Count(), bob.Client.Live.Count()));
        string again = bob.Place("alice");
        _loop.Drain();
        Assert.Equal(CallState.Incoming, alice.Call(again).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_060_who_hangs_up_while_it_crosses_is_out(bool afterTheDecision)
    {
        var (first, second, won, lost) = Cross(aliceFirst: true);
        if (afterTheDecision)
        {
            _loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["bob"] });
            _loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["alice"] });
        }

        second.HangUp(lost);
        _loop.Drain();
        Assert.Equal("alice:Cancelled Ended(LocalCancel by bob)", second.Trace(lost));
        Assert.False(second.Traces.ContainsKey(won));
        Assert.False(first.Call(won).IsLive);
        Assert.Empty(second.MediaOpen);
        Assert.Empty(first.MediaOpen);
    }

    [Fact]
    public void CALL_033_cancelling_what_became_a_call_is_false()
    {
        var (_, second, won, lost) = Cross(aliceFirst: true);
        long cancel = second.TryCancel(lost);
        _loop.Drain();
        Assert.Equal("False", second.Operations[cancel]);
        Assert.Equal(CallState.Connected, second.Call(won).State);
    }

    [Fact]
    public void CALL_060_an_answer_that_is_lost_is_asked_for_again()
    {
        var (_, second, won, lost) = Cross(aliceFirst: true);
        while (_loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall && p.Result is null))
        {
        }

        _loop.Cut(second);
        _loop.Restore(second);
        _loop.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("alice:Cancelled Ended(Replaced by bob)", second.Trace(lost).Replace("!LineInterrupted !LineRestored ", "", StringComparison.Ordinal));
        Assert.Equal(CallState.Connected, second.Call(won).State);
        Assert.Empty(second.Incoming);
    }

    [Fact]
    public void CALL_060_an_invitation_that_was_taken_back_meanwhile_leaves_the_own_call()
    {
        var (first, second, won, lost) = Cross(aliceFirst: true);
        _loop.DeliverFirst(p => p.Command is CallCommand.PlaceCall { Callees: ["bob"] });
        _loop.DeliverFirst(p => p.Device == second.Party && p.Signal is CallSignal.Invited);
        Assert.Single(second.Client.Held);
        first.HangUp(won);
        _loop.DeliverFirst(p => p.Device == first.Party && p.Result is not null);
        _loop.DeliverFirst(p => p.Command is CallCommand.EndCall);
        _loop.Drain();
        Assert.Empty(second.Client.Held);
        Assert.Empty(second.Incoming);
        Assert.Equal(CallState.Ringing, second.Call(lost).State);
        Assert.Equal(CallState.Incoming, first.Call(lost).State);
    }

    private (Device First, Device Second, string Won, string Lost) Cross(bool aliceFirst)
    {
        var (alice, bob) = (_loop.Add("alice"), _loop.Add("bob"));
        var (first, second) = aliceFirst ? (alice, bob) : (bob, alice);
        string won = first.Place(second.Party.UserId);
        return (first, second, won, second.Place(first.Party.UserId));
    }

    private static string Other(Device device) => device.Party.UserId == "alice" ? "bob" : "alice";
}
