using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Two things at once, each in both orders.</summary>
public sealed class RaceTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;
    private readonly string _call;

    public RaceTests()
    {
        (_alice, _bob) = (_loop.Add("alice"), _loop.Add("bob"));
        _call = _alice.Place("bob");
        _loop.Drain();
    }

    [Theory]
    [InlineData("taken back")]
    [InlineData("replaced")]
    [InlineData("hung up behind another command")]
    public void CALL_054_a_call_placed_at_once_after_another_does_not_overtake_its_end(string how)
    {
        var loop = new Loop();
        var alice = loop.Add("alice", options: new() { OutgoingConflict = how == "replaced" ? OutgoingConflict.ReplaceCurrent : OutgoingConflict.Refuse });
        var bob = loop.Add("bob");
        string first = alice.Place("bob");
        if (how == "hung up behind another command")
        {
            loop.Drain();
            bob.Accept(first);
            loop.Drain();
            alice.Microphone(first, false);
        }

        if (how != "replaced")
        {
            alice.HangUp(first);
        }

        string second = alice.Place("bob");
        loop.Drain();
        Assert.Equal("Ringing", alice.Trace(second));
        Assert.Equal([first, second], bob.Incoming);
        Assert.Equal((CallState.Ended, CallState.Incoming), (bob.Call(first).State, bob.Call(second).State));
        Assert.Empty(bob.Missed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_024_of_accept_and_a_crossing_cancel_exactly_one_wins(bool acceptFirst)
    {
        long accept = _bob.Accept(_call);
        long cancel = _alice.TryCancel(_call);
        Arrive(acceptFirst ? _bob : _alice);
        _loop.Drain();
        if (acceptFirst)
        {
            Assert.Equal("False", _alice.Operations[cancel]);
            Assert.Equal("ok", _bob.Operations[accept]);
            Assert.Equal("Ringing bob:Accepted Connecting +bob Connected", _alice.Trace(_call));
            Assert.Equal("Connecting +alice Connected", _bob.Trace(_call));
        }
        else
        {
            Assert.Equal("True", _alice.Operations[cancel]);
            Assert.Equal("CallGone:RemoteCancel", _bob.Operations[accept]);
            Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(_call));
            Assert.Equal("Ended(RemoteCancel by alice)", _bob.Trace(_call));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_024_a_crossing_hang_up_always_ends_it_for_both(bool acceptFirst)
    {
        _bob.Accept(_call);
        _alice.HangUp(_call);
        Arrive(acceptFirst ? _bob : _alice);
        _loop.Drain();
        Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(_call));
        Assert.Equal(
            acceptFirst ? "Connecting Ended(RemoteHangUp by alice)" : "Ended(RemoteCancel by alice)", _bob.Trace(_call));
        Assert.All(new[] { _alice, _bob }, d => Assert.Empty(d.MediaOpen));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_043_of_accept_and_timeout_one_wins_and_both_agree(bool acceptFirst)
    {
        _loop.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        long accept = _bob.Accept(_call);
        if (acceptFirst)
        {
            Arrive(_bob);
        }
        else
        {
            _loop.Lose(p => p.Command is CallCommand.AcceptCall);
            _loop.Advance(TimeSpan.FromTicks(1));
        }

        _loop.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(acceptFirst ? CallState.Connected : CallState.Ended, _alice.Call(_call).State);
        Assert.Equal(acceptFirst ? CallState.Connected : CallState.Ended, _bob.Call(_call).State);
        Assert.Equal(acceptFirst ? "ok" : "CallGone:NoAnswer", _bob.Operations[accept]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_038_both_hang_up_at_once_and_each_reads_its_own(bool aliceFirst)
    {
        _bob.Accept(_call);
        _loop.Drain();
        _alice.HangUp(_call);
        _bob.HangUp(_call);
        Arrive(aliceFirst ? _alice : _bob);
        _loop.Drain();
        Assert.EndsWith("Ended(LocalHangUp by alice)", _alice.Trace(_call), StringComparison.Ordinal);
        Assert.EndsWith("Ended(LocalHangUp by bob)", _bob.Trace(_call), StringComparison.Ordinal);
        Assert.Equal(aliceFirst ? _alice.Party : _bob.Party, _loop.Calls.Calls[_call].Ending!.By);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_038_reject_and_cancel_that_cross(bool rejectFirst)
    {
        _bob.Reject(_call);
        _alice.HangUp(_call);
        Arrive(rejectFirst ? _bob : _alice);
        _loop.Drain();
        Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(_call));
        Assert.Equal("Ended(LocalReject by bob)", _bob.Trace(_call));
        Assert.Equal(rejectFirst ? EndCause.Rejected : EndCause.Cancelled, _loop.Calls.Calls[_call].Ending!.Cause);
    }

    [Fact]
    public void CALL_032_a_hang_up_while_the_invitation_is_leaving_leaves_no_ghost()
    {
        _alice.HangUp(_call);
        _loop.Drain();
        string call = _alice.Place("bob");
        _alice.HangUp(call);
        Assert.Equal("bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(call));
        _loop.Drain();
        Assert.Equal("Ended(RemoteCancel by alice)", _bob.Trace(call));
        Assert.NotNull(_loop.Calls.Calls[call].Ending);
    }

    [Fact]
    public void CALL_032_a_hang_up_before_anything_left_sends_nothing()
    {
        _alice.HangUp(_call);
        _loop.Drain();
        _alice.Input(new Machines.ClientInput.Signal(new LineSignal.Interrupted()));
        string call = _alice.Place("bob");
        long cancel = _alice.TryCancel(call);
        _alice.Input(new Machines.ClientInput.Signal(new LineSignal.Restored(true)));
        Assert.Equal(0, _loop.InFlight);
        Assert.Equal("True", _alice.Operations[cancel]);
        Assert.Equal("bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(call));
        Assert.DoesNotContain(call, _bob.Incoming);
    }

    [Fact]
    public void CALL_030_a_hang_up_whose_signal_did_not_get_through_is_tried_again()
    {
        _bob.Accept(_call);
        _loop.Drain();
        _alice.HangUp(_call);
        var end = _loop.Network.Single().Command!;
        _loop.Lose(_ => true);
        var fault = new CommandResult.Unknown(new("io"));
        _alice.Input(new Machines.ClientInput.Call(_call, new Machines.CallInput.Result(end.CommandId, fault)));
        Assert.Equal(CallState.Connected, _bob.Call(_call).State);
        _loop.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", _bob.Trace(_call));
    }

    [Fact]
    public void CALL_113_signals_that_overtake_the_result_of_an_accept_are_made_up_for()
    {
        _bob.Accept(_call);
        Arrive(_bob);
        Assert.True(_loop.DeliverFirst(p => p.Device == _alice.Party));
        Assert.True(_loop.DeliverFirst(p => p.Device == _alice.Party));
        _alice.Microphone(_call, false);
        Arrive(_alice);
        Assert.True(_loop.DeliverFirst(p => p.Device == _bob.Party && p.Signal is CallSignal.MediaStateChanged));
        Assert.Equal(CallState.Incoming, _bob.Call(_call).State);
        _loop.Drain();
        Assert.Equal(CallState.Connected, _bob.Call(_call).State);
        Assert.False(_bob.Call(_call).Peers[0].Media.MicrophoneOn);
    }

    [Fact]
    public void CALL_113_a_signal_that_overtakes_another_is_ignored_and_asked_for()
    {
        _bob.Accept(_call);
        _loop.Drain();
        _bob.Microphone(_call, false);
        Arrive(_bob);
        Assert.True(_loop.DeliverFirst(p => p.Device == _bob.Party));
        _bob.Camera(_call, false);
        Arrive(_bob);
        Assert.True(_loop.DeliverFirst(p => p.Signal is CallSignal.MediaStateChanged { Media.CameraOn: false }));
        Assert.True(_alice.Call(_call).Peers[0].Media.CameraOn);
        Assert.Single(_loop.Network, p => p.Command is CallCommand.QueryCall);
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected bob:cam bob:", _alice.Trace(_call));
    }

    private void Arrive(Device device) => Assert.True(_loop.DeliverFirst(p => p.Device == device.Party && p.Command is not null && p.Result is null));
}
