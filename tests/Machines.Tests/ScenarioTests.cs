using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Where calling systems broke before, as far as no other class has it (docs/spec/scenarios.md).</summary>
public sealed class ScenarioTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;

    public ScenarioTests() => (_alice, _bob) = (_loop.Add("alice"), _loop.Add("bob"));

    /// <summary>The moments of a call at which its owner, its media or its line may go.</summary>
    public enum Moment
    {
        Ringing,
        Accepting,
        Connecting,
        Connected,
        MediaFailed,
        HungUp,
    }

    [Theory]
    [InlineData(Moment.Ringing, "Ended(LocalHangUp by bob)", "Ringing")]
    [InlineData(Moment.Accepting, "Ended(LocalReject by bob)", "Ringing bob:Accepted Connecting Ended(RemoteHangUp by bob)")]
    [InlineData(Moment.Connecting, "Connecting Ended(LocalHangUp by bob)", "Ringing bob:Accepted Connecting Ended(RemoteHangUp by bob)")]
    [InlineData(Moment.Connected, "Connecting +alice Connected Ended(LocalHangUp by bob)", "Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)")]
    [InlineData(Moment.MediaFailed, "Connecting +alice Connected -alice(ConnectionLost) Ended(ConnectionLost)", "Ringing bob:Accepted Connecting +bob Connected -bob(ConnectionLost) Ended(ConnectionLost)")]
    [InlineData(Moment.HungUp, "Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", "Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)")]
    public void CALL_036_the_app_drops_the_call_at_any_moment(Moment moment, string bobs, string alices)
    {
        string call = Reach(moment);
        _bob.Release(call);
        _loop.Drain();
        Assert.Equal(bobs, _bob.Trace(call));
        Assert.Equal(alices, _alice.Trace(call));
        Assert.Empty(_bob.MediaOpen);
        AssertNextCallWorks(moment == Moment.Ringing ? call : null);
    }

    [Theory]
    [InlineData(Moment.Connecting, "Connecting Ended(ConnectFailed)", "Connecting Ended(ConnectFailed)")]
    [InlineData(Moment.Connected, "Connected Ended(Failed)", "Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)")]
    public void CALL_114_media_that_fail_inside_end_the_call_for_both_and_nothing_else(Moment moment, string bobs, string alices)
    {
        string call = Reach(moment);
        _bob.MediaSays(call, new MediaSignal.Failed(new("Broken", "the stack fell over")));
        _loop.Drain();
        Assert.EndsWith(bobs, _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith(alices, _alice.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _alice, _bob }, d => Assert.Empty(d.MediaOpen));
        AssertNextCallWorks();
    }

    [Fact]
    public void CALL_090_media_that_speak_before_the_accept_are_not_heard()
    {
        string call = Reach(Moment.Ringing);
        foreach (var signal in new MediaSignal[]
        {
            new MediaSignal.PeerConnected(_alice.Party), new MediaSignal.PeerFailed(_alice.Party, new("x")), new MediaSignal.Failed(new("x")),
            new MediaSignal.FirstVideoFrame(_alice.Party),
        })
        {
            _bob.MediaSays(call, signal);
        }

        _loop.Drain();
        Assert.Equal(("", "Ringing"), (_bob.Trace(call), _alice.Trace(call)));
        Assert.Empty(_bob.MediaOpen);
    }

    [Theory]
    [InlineData(Moment.Accepting)]
    [InlineData(Moment.Connecting)]
    [InlineData(Moment.Connected)]
    public void CALL_110_what_cannot_be_sent_because_the_line_is_lost_for_good_ends_the_call_for_both(Moment moment)
    {
        string call = Reach(moment);
        _loop.Cut(_bob);
        _bob.Microphone(call, false);
        _loop.Advance(TimeSpan.FromSeconds(60));
        Assert.All(new[] { _alice, _bob }, d => Assert.False(d.Call(call).IsLive, d.Trace(call)));
        Assert.All(new[] { _alice, _bob }, d => Assert.Empty(d.MediaOpen));
        Assert.Single(_alice.Traces[call], word => word.StartsWith("Ended", StringComparison.Ordinal));
        Assert.Single(_bob.Traces[call], word => word.StartsWith("Ended", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1_000, true, false)]
    [InlineData(0, false, false)]
    [InlineData(-1_000, false, false)]
    [InlineData(1_000, true, true)]
    [InlineData(0, false, true)]
    [InlineData(-1_000, false, true)]
    public void CALL_014_an_invitation_rings_up_to_its_age_and_not_at_or_after_it(int remaining, bool rings, bool isGroup)
    {
        var invited = new CallSignal.Invited("c", 1, new(_alice.Party, ["bob"], CallMedia.Audio, isGroup), TimeSpan.FromMilliseconds(remaining));
        _bob.Input(new ClientInput.Signal(invited));
        Assert.Equal(rings ? ["c"] : [], _bob.Incoming);
    }

    [Theory]
    [InlineData("invited own other")]
    [InlineData("own invited other")]
    [InlineData("own other invited")]
    [InlineData("other invited own")]
    [InlineData("other own invited")]
    [InlineData("other own noise invited")]
    [InlineData("noise other noise invited noise own")]
    public void CALL_014_an_invitation_before_and_after_its_own_and_anothers_end_never_rings_on(string order)
    {
        var details = new CallDetails(_alice.Party, ["bob"], CallMedia.Audio);
        foreach (string word in order.Split(' '))
        {
            _bob.Input(new ClientInput.Signal(word switch
            {
                "invited" => new CallSignal.Invited("own", 1, details, TimeSpan.FromSeconds(30)),
                "own" => new CallSignal.Ended("own", 2, new(EndCause.Cancelled, _alice.Party)),
                "other" => new CallSignal.Ended("other", 2, new(EndCause.HangUp, _alice.Party)),
                _ => new CallSignal.MediaStateChanged("other", 1, _alice.Party, new(true, true)),
            }));
        }

        Assert.DoesNotContain(_bob.Client.Calls.Values, c => c.IsLive);
        Assert.True(_bob.Incoming.Count <= 1);
        Assert.Empty(_bob.MediaOpen);
        AssertNextCallWorks();
    }

    [Fact]
    public void CALL_014_an_invitation_after_the_end_of_another_call_rings()
    {
        _bob.Input(new ClientInput.Signal(new CallSignal.Ended("other", 2, new(EndCause.HangUp, _alice.Party))));
        _bob.Input(new ClientInput.Signal(new CallSignal.MediaStateChanged("other", 1, _alice.Party, new(true, true))));
        string call = _alice.Place("bob");
        _loop.Drain();
        Assert.Equal([call], _bob.Incoming);
    }

    [Fact]
    public void CALL_092_a_media_state_that_is_told_twice_or_before_the_accept_is_no_event()
    {
        string call = Reach(Moment.Ringing);
        _alice.Input(new ClientInput.Signal(new CallSignal.MediaStateChanged(call, _alice.Call(call).Revision + 1, _bob.Party, new(true, true))));
        Assert.Equal("Ringing", _alice.Trace(call));
        _bob.Accept(call);
        _loop.Drain();
        _bob.Camera(call, false);
        _loop.Drain();
        string told = _alice.Trace(call);
        long revision = _alice.Call(call).Revision;
        _alice.Input(new ClientInput.Signal(new CallSignal.MediaStateChanged(call, revision, _bob.Party, new(true, false))));
        _alice.Input(new ClientInput.Signal(new CallSignal.MediaStateChanged(call, revision + 1, _bob.Party, new(true, false))));
        Assert.Equal(told, _alice.Trace(call));
    }

    [Fact]
    public void CALL_113_a_signal_that_no_view_explains_is_asked_for_once()
    {
        string call = Reach(Moment.Ringing);
        _alice.Input(new ClientInput.Signal(new CallSignal.MediaStateChanged(call, 9, _bob.Party, new(true, true))));
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(5));
        _bob.Accept(call);
        _loop.MediaWorks = true;
        _loop.Drain();
        Assert.EndsWith("Connected", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_113_an_acceptance_with_a_stale_call_id_connects_nobody()
    {
        string stale = Reach(Moment.Ringing);
        _alice.HangUp(stale);
        _loop.Drain();
        string call = _alice.Place("bob");
        _loop.Drain();
        _loop.Send(_bob, new CallCommand.AcceptCall(stale, "stale", new(true, true)));
        _alice.Input(new ClientInput.Signal(new CallSignal.Responded(stale, 9, "bob", _bob.Party.DeviceId, CallResponse.Accepted, null)));
        _alice.Input(new ClientInput.Signal(new CallSignal.MemberJoined(stale, 10, new(_bob.Party, new(true, true), Offers: false), null)));
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        Assert.EndsWith("Ended(LocalCancel by alice)", _alice.Trace(stale), StringComparison.Ordinal);
        Assert.Empty(_alice.MediaOpen);
    }

    [Fact]
    public void CALL_070_five_callers_three_devices_each_one_accepts_and_all_others_stop()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var loop = new Loop(seed);
            var callers = Enumerable.Range(0, 5).Select(i => loop.Add($"caller{i}")).ToArray();
            var callees = Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 3).Select(d => loop.Add($"callee{i}", $"d{d}")).ToArray()).ToArray();
            loop.Drain();
            string[] calls = [.. callers.Select((caller, i) => caller.Place($"callee{i}", callId: $"c{i}"))];
            loop.Drain();
            var winners = callees.Select(devices => devices[random.Next(3)]).ToArray();
            for (int i = 0; i < 5; i++)
            {
                winners[i].Accept(calls[i]);
            }

            loop.Drain();
            for (int i = 0; i < 5; i++)
            {
                Assert.EndsWith("Connected", callers[i].Trace(calls[i]), StringComparison.Ordinal);
                Assert.EndsWith("Connected", winners[i].Trace(calls[i]), StringComparison.Ordinal);
                Assert.All(callees[i].Except([winners[i]]), d => Assert.Equal($"Ended(AnsweredElsewhere by callee{i})", d.Trace(calls[i])));
                Assert.Equal([calls[i]], callees[i].SelectMany(d => d.MediaOpen));
            }
        }
    }

    [Theory]
    [InlineData(Moment.Connecting, true)]
    [InlineData(Moment.Connecting, false)]
    [InlineData(Moment.Connected, true)]
    [InlineData(Moment.Connected, false)]
    public void CALL_031_the_peer_hangs_up_while_a_message_to_it_is_under_way(Moment moment, bool messageFirst)
    {
        string call = Reach(moment);
        long muted = _bob.Microphone(call, false);
        _alice.HangUp(call);
        Assert.True(_loop.DeliverFirst(p => p.Device == (messageFirst ? _bob : _alice).Party && p.Command is not null && p.Result is null));
        _loop.Drain();
        Assert.Equal("ok", _bob.Operations[muted]);
        Assert.EndsWith("Ended(RemoteHangUp by alice)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("Ended(LocalHangUp by alice)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _alice, _bob }, d => Assert.Single(d.Traces[call], word => word.StartsWith("Ended", StringComparison.Ordinal)));
        Assert.All(new[] { _alice, _bob }, d => Assert.Empty(d.MediaOpen));
        AssertNextCallWorks();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_053_060_two_in_a_call_who_replace_it_by_calling_each_other_at_once_are_in_one_call(bool aliceFirst)
    {
        var loop = new Loop();
        var options = new CallingOptions { OutgoingConflict = OutgoingConflict.ReplaceCurrent };
        var (alice, bob) = (loop.Add("alice", options: options), loop.Add("bob", options: options));
        string former = alice.Place("bob");
        loop.Drain();
        bob.Accept(former);
        loop.Drain();
        var (first, second) = aliceFirst ? (alice, bob) : (bob, alice);
        string[] calls = [first.Place(second.Party.UserId), second.Place(first.Party.UserId)];
        loop.Drain();
        loop.Advance(TimeSpan.FromMinutes(3));
        string survivor = Assert.Single(alice.Client.Live).CallId;
        Assert.Contains(survivor, calls);
        Assert.Equal(survivor, Assert.Single(bob.Client.Live).CallId);
        Assert.All(new[] { alice, bob }, d => Assert.Equal(CallState.Connected, d.Call(survivor).State));
        Assert.All(new[] { alice, bob }, d => Assert.Equal([survivor], d.MediaOpen));
        Assert.All(new[] { alice, bob }, d => Assert.Single(d.Traces[former], word => word.StartsWith("Ended", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Moment.Ringing, true, "Ended(NoAnswer)")]
    [InlineData(Moment.Ringing, false, "Ended(NoAnswer)")]
    [InlineData(Moment.Connecting, true, "Ended(ConnectFailed)")]
    [InlineData(Moment.Connecting, false, "Ended(ConnectFailed)")]
    [InlineData(Moment.Connected, true, "Ended(RemoteHangUp by alice)")]
    [InlineData(Moment.Connected, false, "Ended(RemoteHangUp by alice)")]
    public void CALL_014_042_an_app_that_was_suspended_finds_the_call_over_and_neither_rings_nor_talks_on(Moment moment, bool timersFirst, string end)
    {
        string call = Reach(moment);
        _loop.Suspend(_bob);
        _loop.Advance(TimeSpan.FromSeconds(40));
        if (moment == Moment.Connected)
        {
            _alice.HangUp(call);
            _loop.Advance(TimeSpan.FromSeconds(1));
        }

        _loop.Resume(_bob, timersFirst);
        _loop.Drain();
        Assert.EndsWith(end, _bob.Trace(call), StringComparison.Ordinal);
        Assert.Single(_bob.Traces[call], word => word.StartsWith("Ended", StringComparison.Ordinal));
        Assert.False(_alice.Call(call).IsLive);
        Assert.Empty(_bob.MediaOpen);
        AssertNextCallWorks();
    }

    [Fact]
    public void CALL_014_a_call_that_came_and_went_while_the_app_was_suspended_is_over_at_once()
    {
        _loop.Suspend(_bob);
        string call = _alice.Place("bob");
        _loop.Advance(TimeSpan.FromSeconds(2));
        _alice.HangUp(call);
        _loop.Advance(TimeSpan.FromSeconds(2));
        _loop.Resume(_bob, timersFirst: true);
        _loop.Drain();
        Assert.Empty(_bob.Client.Live);
        Assert.Empty(_bob.MediaOpen);
        AssertNextCallWorks();
    }

    /// <summary>Alice calls Bob, up to a moment of the call.</summary>
    private string Reach(Moment moment)
    {
        _loop.MediaWorks = moment >= Moment.Connected;
        string call = _alice.Place("bob");
        _loop.Drain();
        if (moment >= Moment.Accepting)
        {
            _bob.Accept(call);
        }

        if (moment >= Moment.Connecting)
        {
            _loop.Drain();
        }

        switch (moment)
        {
            case Moment.MediaFailed:
                _bob.MediaSays(call, new MediaSignal.PeerFailed(_alice.Party, new("ice", "no path")));
                _loop.Drain();
                break;
            case Moment.HungUp:
                _alice.HangUp(call);
                _loop.Drain();
                break;
        }

        return call;
    }

    private void AssertNextCallWorks(string? stillRinging = null)
    {
        if (stillRinging is not null)
        {
            _alice.HangUp(stillRinging);
            _loop.Drain();
        }

        _loop.MediaWorks = true;
        string next = _alice.Place("bob");
        _loop.Drain();
        _bob.Accept(next);
        _loop.Drain();
        Assert.EndsWith("Connected", _alice.Trace(next), StringComparison.Ordinal);
        Assert.EndsWith("Connected", _bob.Trace(next), StringComparison.Ordinal);
    }
}
