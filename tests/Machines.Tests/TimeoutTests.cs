using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Section 5: what time does to a call.</summary>
public sealed class TimeoutTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;

    public TimeoutTests() => _alice = _loop.Add("alice");

    [Fact]
    public void CALL_041_an_unanswered_call_ends_no_answer_on_both_sides_after_30_s()
    {
        var bob = _loop.Add("bob");
        string call = _alice.Place("bob");
        _loop.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Equal("Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
        Assert.Equal("Ended(NoAnswer)", bob.Trace(call));
    }

    [Fact]
    public void CALL_040_the_timeout_may_be_set_per_call_and_outside_its_bounds_is_refused()
    {
        _loop.Add("bob");
        string refused = _alice.Place("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(0.9));
        Assert.Equal("InvalidArgument", _alice.Operations[2]);
        _alice.Place("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(120.1), callId: "x");
        Assert.Equal("InvalidArgument", _alice.Operations[3]);
        Assert.False(_alice.Client.Calls.ContainsKey(refused));
        string call = _alice.Place("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(1));
        _loop.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_013_an_offline_callee_is_no_error_and_rings_with_the_remaining_time_when_it_signs_in()
    {
        string call = _alice.Place("bob");
        _loop.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("", _alice.Trace(call));
        var bob = _loop.Add("bob");
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        Assert.Equal([call], bob.Incoming);
        _loop.Advance(TimeSpan.FromSeconds(18));
        Assert.Equal("Ended(NoAnswer)", bob.Trace(call));
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_013_fail_fast_ends_unreachable_at_once()
    {
        string call = _alice.Place("bob", configure: o => o.FailFastIfUnreachable = true);
        _loop.Drain();
        Assert.Equal("bob:Unreachable Ended(Unreachable)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_014_an_invitation_whose_time_has_passed_never_rings()
    {
        var bob = _loop.Add("bob");
        bob.Input(new Machines.ClientInput.Signal(new CallSignal.Invited("late", 1, new(_alice.Party, ["bob"], CallMedia.Audio), TimeSpan.Zero)));
        Assert.Empty(bob.Incoming);
        Assert.Equal(0, _loop.InFlight);
    }

    [Fact]
    public void CALL_014_an_end_that_overtakes_its_invitation_leaves_no_ghost()
    {
        var bob = _loop.Add("bob");
        string call = _alice.Place("bob");
        _loop.DeliverFirst(p => p.Command is not null && p.Result is null);
        _loop.DeliverFirst(p => p.Result is not null);
        _alice.HangUp(call);
        _loop.DeliverFirst(p => p.Command is CallCommand.EndCall && p.Result is null);
        Assert.True(_loop.DeliverFirst(p => p.Signal is CallSignal.Ended));
        Assert.True(_loop.DeliverFirst(p => p.Signal is CallSignal.Invited));
        _loop.Drain();
        Assert.Empty(bob.Incoming);
        Assert.Equal("bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_042_a_callee_stops_ringing_when_the_callers_device_dies()
    {
        var bob = _loop.Add("bob");
        string call = _alice.Place("bob");
        _loop.Drain();
        _loop.Commit(new Signaling.Switchboards.ServerCommand.DeviceOffline(_alice.Party));
        _loop.Drain();
        Assert.Equal("Ended(RemoteCancel by alice)", bob.Trace(call));
    }

    [Fact]
    public void CALL_042_without_any_word_from_the_arbiter_the_backstop_ends_the_ringing()
    {
        var bob = _loop.Add("bob");
        string call = _alice.Place("bob");
        _loop.Drain();
        bob.Input(new Machines.ClientInput.Signal(new LineSignal.Interrupted()));
        _loop.Advance(TimeSpan.FromSeconds(30));
        _loop.Lose(p => p.Device == bob.Party);
        Assert.Equal("!LineInterrupted", bob.Trace(call)[..16]);
    }

    [Fact]
    public void CALL_044_a_timeout_never_ends_an_answered_call()
    {
        var bob = _loop.Add("bob");
        string call = _alice.Place("bob");
        _loop.Advance(TimeSpan.FromSeconds(29.9));
        bob.Accept(call);
        _loop.Drain();
        _loop.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
        Assert.Equal(CallState.Connected, bob.Call(call).State);
    }

    [Fact]
    public void CALL_045_no_media_within_20_s_ends_both_connect_failed()
    {
        var bob = _loop.Add("bob");
        _loop.MediaWorks = false;
        string call = _alice.Place("bob");
        _loop.Drain();
        bob.Accept(call);
        _loop.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Equal(CallState.Connecting, _alice.Call(call).State);
        _loop.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("Ringing bob:Accepted Connecting Ended(ConnectFailed)", _alice.Trace(call));
        Assert.Equal("Connecting Ended(ConnectFailed)", bob.Trace(call));
    }

    [Fact]
    public void CALL_045_connecting_time_stands_still_while_the_line_is_down()
    {
        var bob = _loop.Add("bob");
        _loop.MediaWorks = false;
        string call = _alice.Place("bob");
        _loop.Drain();
        bob.Accept(call);
        _loop.Advance(TimeSpan.FromSeconds(15));
        foreach (var device in new[] { _alice, bob })
        {
            device.Input(new Machines.ClientInput.Signal(new LineSignal.Interrupted()));
        }

        _loop.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(CallState.Connecting, bob.Call(call).State);
        foreach (var device in new[] { _alice, bob })
        {
            device.Input(new Machines.ClientInput.Signal(new LineSignal.Restored(true)));
        }

        _loop.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(CallState.Connecting, bob.Call(call).State);
        _loop.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(CallState.Ended, bob.Call(call).State);
    }

    [Fact]
    public void CALL_046_an_arbiter_that_does_not_measure_leaves_it_to_the_device()
    {
        var plain = Loop.Provider with { Duties = LineDuties.Outcome };
        var carol = _loop.Add("carol", provider: plain);
        _loop.Add("bob");
        string call = carol.Place("bob", configure: o => o.RingTimeout = TimeSpan.FromSeconds(5));
        _loop.Drain();
        var at = _loop.Now + TimeSpan.FromSeconds(5);
        Assert.Equal(at, carol.NextTimer);
    }
    [Fact]
    public void CALL_043_an_accept_that_came_first_beats_the_ring_time_of_a_device_that_measures_alone()
    {
        var (carol, bob, call) = RungOutBehindAnAccept();
        Assert.Equal("Ringing", carol.Trace(call));
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected", carol.Trace(call));
        Assert.Equal("Connecting +carol Connected", bob.Trace(call));
    }

    [Fact]
    public void CALL_043_an_accept_that_the_arbiter_names_and_whose_signals_are_late_is_not_ended_by_the_ring_time()
    {
        var (carol, _, call) = RungOutBehindAnAccept();
        Assert.False(carol.IsSet(call, Machines.TimerKind.Ring));
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected", carol.Trace(call));
    }

    [Fact]
    public void CALL_032_a_cancel_under_way_when_the_ring_time_passes_stays_the_users()
    {
        var bob = _loop.Add("bob");
        var (carol, call) = RingUnmeasured();
        carol.TryCancel(call, "data");
        RingOut(carol, call);
        _loop.Drain();
        Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by carol)[data]", carol.Trace(call));
        Assert.Equal("Ended(RemoteCancel by carol)[data]", bob.Trace(call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_041_a_device_that_measures_alone_takes_the_call_back_and_reads_no_answer(bool resultFirst)
    {
        var bob = _loop.Add("bob");
        var (carol, call) = RingUnmeasured();
        RingOut(carol, call);
        _loop.DeliverFirst(p => p.Command is CallCommand.CancelCall && p.Result is null);
        if (!resultFirst)
        {
            // Some arbiters tell who cancelled, too.
            carol.Input(new Machines.ClientInput.Signal(new CallSignal.Ended(call, 0, new(EndCause.Cancelled, carol.Party))));
        }

        _loop.DeliverFirst(p => p.Result is not null);
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", carol.Trace(call));
        _loop.Drain();
        Assert.Equal("Ended(RemoteCancel by carol)", bob.Trace(call));
    }

    [Fact]
    public void CALL_041_an_arbiter_that_cannot_be_asked_does_not_keep_it_ringing()
    {
        _loop.Add("bob");
        var (carol, call) = RingUnmeasured();
        carol.Input(new Machines.ClientInput.Signal(new LineSignal.Interrupted()));
        RingOut(carol, call);
        Assert.Equal("Ringing !LineInterrupted", carol.Trace(call));
        Assert.Equal(_loop.Now + TimeSpan.FromSeconds(2), carol.NextTimer);
        RingOut(carol, call);
        Assert.Equal("Ringing !LineInterrupted bob:NoAnswer Ended(NoAnswer)", carol.Trace(call));
    }

    private (Device Carol, string Call) RingUnmeasured()
    {
        var carol = _loop.Add("carol", provider: Loop.Provider with { Duties = LineDuties.Outcome });
        string call = carol.Place("bob");
        _loop.Drain();
        return (carol, call);
    }

    /// <summary>Bob's accept was the first at the arbiter, which has just said so to Carol's attempt to take the call back; its signals are still under way.</summary>
    private (Device Carol, Device Bob, string Call) RungOutBehindAnAccept()
    {
        var bob = _loop.Add("bob");
        var (carol, call) = RingUnmeasured();
        bob.Accept(call);
        _loop.DeliverFirst(p => p.Command is CallCommand.AcceptCall && p.Result is null);
        RingOut(carol, call);
        _loop.DeliverFirst(p => p.Command is CallCommand.CancelCall && p.Result is null);
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.CancelCall && p.Result is not null));
        return (carol, bob, call);
    }

    private static void RingOut(Device device, string call) =>
        device.Input(new Machines.ClientInput.Call(call, new Machines.CallInput.TimerElapsed(Machines.TimerKind.Ring)));
}
