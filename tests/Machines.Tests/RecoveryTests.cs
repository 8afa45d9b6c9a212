using Calling.Machines;
using Calling.Providers;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>Lines that break and come back, late snapshots, refusals: nothing rings for ever, nothing is lost, nobody waits in vain.</summary>
public sealed class RecoveryTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;

    public RecoveryTests()
    {
        (_alice, _bob) = (_loop.Add("alice"), _loop.Add("bob"));
        _loop.Drain();
    }

    [Fact]
    public void CALL_110_signals_lost_while_the_line_is_down_are_asked_for_once_it_is_up()
    {
        string call = Ring();
        _bob.Input(new Machines.ClientInput.Signal(new LineSignal.Interrupted()));
        _alice.HangUp(call);
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.EndCall && p.Result is null));
        _loop.Lose(p => p.Device == _bob.Party);
        _bob.Input(new Machines.ClientInput.SignalsLost());
        _bob.Input(new Machines.ClientInput.Signal(new LineSignal.Restored(true)));
        Assert.False(_bob.Client.HasLostSignals);
        _loop.Drain();
        Assert.Equal("!LineInterrupted !LineRestored Ended(RemoteCancel by alice)", _bob.Trace(call));
    }

    [Fact]
    public void CALL_110_an_accept_whose_result_is_older_than_the_snapshot_still_connects()
    {
        string call = Ring();
        long accept = _bob.Accept(call);
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.AcceptCall && p.Result is null));
        _loop.Cut(_bob);
        _alice.Microphone(call, false);
        _loop.Drain();
        _loop.Restore(_bob);
        Assert.True(_loop.DeliverFirst(p => p.Signal is LineSignal.Snapshot));
        Assert.Equal(CallState.Incoming, _bob.Call(call).State);
        _loop.Drain();
        Assert.Equal("ok", _bob.Operations[accept]);
        Assert.Equal("!LineInterrupted !LineRestored Connecting +alice Connected alice:cam", _bob.Trace(call));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected", _alice.Trace(call));
    }

    [Fact]
    public void CALL_054_a_snapshot_that_ends_one_call_and_rings_another_does_not_answer_busy()
    {
        var carol = _loop.Add("carol");
        string first = _alice.Place("bob", callId: "z");
        _loop.Drain();
        _bob.Accept(first);
        _loop.Drain();
        _loop.Cut(_bob);
        _alice.HangUp(first);
        string second = carol.Place("bob", callId: "a");
        _loop.Drain();
        _loop.Restore(_bob);
        _loop.Drain();
        Assert.Equal("Ringing", carol.Trace(second));
        Assert.Equal([first, second], _bob.Incoming);
        Assert.EndsWith("-alice(RemoteHangUp) Ended(RemoteHangUp by alice)", _bob.Trace(first), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_110_a_snapshot_from_before_a_call_does_not_end_it()
    {
        _loop.SendSnapshot(_alice);
        string call = _alice.Place("bob");
        Assert.True(_loop.DeliverFirst(p => p.Command is not null));
        Assert.True(_loop.DeliverFirst(p => p.Result is not null));
        Assert.True(_loop.DeliverFirst(p => p.Signal is LineSignal.Snapshot));
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        Assert.Equal(CallState.Incoming, _bob.Call(call).State);
    }

    [Fact]
    public void CALL_110_a_call_that_the_arbiter_has_forgotten_ends()
    {
        string call = Ring();
        _alice.Input(new ClientInput.Signal(new LineSignal.Snapshot([])));
        var query = _loop.Network.Single(p => p.Command is CallCommand.QueryCall).Command!;
        _loop.Lose(_ => true);
        _alice.Input(new ClientInput.Call(call, new CallInput.Result(query.CommandId, new CommandResult.Refused(RefusalCode.NotFound))));
        Assert.Equal("Ringing bob:Cancelled Ended(ConnectionLost)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_042_an_accept_that_is_refused_after_its_time_does_not_ring_for_ever()
    {
        string call = Ring();
        long accept = _bob.Accept(call);
        var command = _loop.Network.Single().Command!;
        _loop.Lose(_ => true);
        _bob.Input(new ClientInput.Call(call, new CallInput.TimerElapsed(TimerKind.Ring)));
        _bob.Input(new ClientInput.Call(call, new CallInput.Result(command.CommandId, new CommandResult.Refused(RefusalCode.Failed))));
        Assert.Equal("ProviderFailed", _bob.Operations[accept]);
        Assert.Equal(CallState.Incoming, _bob.Call(call).State);
        Assert.Equal(_loop.Now + CallMachine.RingBackstop, _bob.NextTimer);
        _bob.Input(new ClientInput.Call(call, new CallInput.TimerElapsed(TimerKind.Ring)));
        Assert.Equal("Ended(NoAnswer)", _bob.Trace(call));
    }

    [Theory]
    [InlineData(RefusalCode.Failed, "ProviderFailed")]
    [InlineData(RefusalCode.NotAllowed, "ProviderFailed")]
    [InlineData(RefusalCode.NotSupported, "ProviderFailed")]
    [InlineData(RefusalCode.AlreadyAccepted, "False")]
    public void CALL_033_a_cancel_that_is_refused_is_answered(RefusalCode code, string outcome)
    {
        string call = Ring();
        long cancel = _alice.TryCancel(call);
        var command = _loop.Network.Single().Command!;
        _loop.Lose(_ => true);
        _alice.Input(new ClientInput.Call(call, new CallInput.Result(command.CommandId, new CommandResult.Refused(code))));
        Assert.Equal(outcome, _alice.Operations[cancel]);
        Assert.Equal(CallState.Ringing, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_032_a_cancel_behind_an_invitation_that_never_left_rings_nobody()
    {
        string call = _alice.Place("bob");
        long cancel = _alice.TryCancel(call);
        var place = _loop.Network.Single().Command!;
        _loop.Lose(_ => true);
        _alice.Input(new ClientInput.Call(call, new CallInput.Result(place.CommandId, new CommandResult.NotSent(new("io")))));
        Assert.Equal("True", _alice.Operations[cancel]);
        _loop.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(call));
        Assert.Empty(_bob.Incoming);
    }

    [Fact]
    public void CALL_030_an_end_that_could_not_be_told_is_not_forgotten_while_the_line_lives()
    {
        string call = Ring();
        _alice.Input(new ClientInput.Signal(new LineSignal.Interrupted()));
        _alice.HangUp(call);
        _alice.Input(new ClientInput.Call(call, new CallInput.TimerElapsed(TimerKind.Forget)));
        _alice.Input(new ClientInput.Signal(new LineSignal.Restored(true)));
        _loop.Drain();
        Assert.Equal("Ended(RemoteCancel by alice)", _bob.Trace(call));
        _alice.Input(new ClientInput.Call(call, new CallInput.TimerElapsed(TimerKind.Forget)));
        Assert.Empty(_alice.Client.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_013_signing_in_again_after_the_line_was_lost_rings_with_the_remaining_time(bool logout)
    {
        string call = Ring();
        _loop.Cut(_bob);
        if (logout)
        {
            _bob.Logout();
        }
        else
        {
            _bob.Input(new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.ConnectionLost)));
        }

        Assert.Equal($"!LineInterrupted Ended({(logout ? "LoggedOut by bob" : "ConnectionLost")})", _bob.Trace(call));
        _bob.Login();
        _loop.Drain();
        Assert.Equal([call, call], _bob.Incoming);
        long accept = _bob.Accept(call);
        _loop.Drain();
        Assert.Equal("ok", _bob.Operations[accept]);
        Assert.Equal("Connecting +alice Connected", _bob.Trace(call));
    }

    [Fact]
    public void CALL_036_a_session_that_was_let_go_does_not_ring_again_before_the_arbiter_heard_of_it()
    {
        string call = Ring();
        _bob.Input(new ClientInput.Signal(new LineSignal.Interrupted()));
        _bob.Release(call);
        _loop.Commit(new ServerCommand.DeviceOffline(_bob.Party));
        _loop.Commit(new ServerCommand.DeviceOnline(_bob.Party));
        _bob.Input(new ClientInput.Signal(new LineSignal.Restored(true)));
        _loop.Drain();
        Assert.Equal([call], _bob.Incoming);
        Assert.Equal(DeviceRing.Withdrawn, _loop.Calls.Calls[call].InvitationOf("bob")!.RingOf("phone"));
    }

    [Theory]
    [InlineData(false, "Ended(RemoteCancel by alice)")]
    [InlineData(true, "Connecting +alice Connected Ended(PeerLost)")]
    public void CALL_054_signing_in_again_ends_for_the_others_what_the_lost_line_ended_here(bool answered, string trace)
    {
        string call = Ring();
        if (answered)
        {
            _bob.Accept(call);
            _loop.Drain();
            trace = "Connecting +alice Connected -alice(PeerLost) Ended(PeerLost)";
        }

        _loop.Cut(_alice);
        _alice.Input(new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.ConnectionLost)));
        _alice.Login();
        _loop.Drain();
        Assert.Equal(trace, _bob.Trace(call));
        string again = _bob.Place("alice");
        _loop.Drain();
        Assert.Equal("Ringing", _bob.Trace(again));
    }

    [Fact]
    public void CALL_014_an_invitation_that_a_snapshot_overtook_with_the_end_never_rings()
    {
        string call = _alice.Place("bob");
        Assert.True(_loop.DeliverFirst(p => p.Command is not null));
        Assert.True(_loop.DeliverFirst(p => p.Result is not null));
        _alice.HangUp(call);
        Assert.True(_loop.DeliverFirst(p => p.Command is not null));
        _loop.SendSnapshot(_bob);
        Assert.True(_loop.DeliverFirst(p => p.Signal is LineSignal.Snapshot));
        _loop.Drain();
        Assert.Empty(_bob.Incoming);
    }

    [Fact]
    public void CALL_040_it_rings_from_the_moment_the_arbiter_took_the_invitation()
    {
        _alice.Input(new ClientInput.Signal(new LineSignal.Interrupted()));
        string call = _alice.Place("bob");
        _loop.Advance(TimeSpan.FromSeconds(10));
        _alice.Input(new ClientInput.Signal(new LineSignal.Restored(true)));
        _loop.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal("!LineRestored Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("!LineRestored Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_092_only_the_latest_media_state_waits_to_be_told()
    {
        string call = Ring();
        _bob.Accept(call);
        _loop.Drain();
        _bob.Input(new ClientInput.Signal(new LineSignal.Interrupted()));
        for (int i = 0; i < 1_001; i++)
        {
            _bob.Microphone(call, i % 2 == 1);
        }

        Assert.Single(_bob.Call(call).Outbox.Waiting);
        _bob.Input(new ClientInput.Signal(new LineSignal.Restored(true)));
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected bob:cam", _alice.Trace(call));
    }

    [Fact]
    public void CALL_013_a_device_that_was_busy_and_signs_in_again_rings()
    {
        var carol = _loop.Add("carol");
        _loop.Add("bob", "desk");
        string first = Ring();
        _bob.Accept(first);
        _loop.Drain();
        string second = carol.Place("bob");
        _loop.Drain();
        Assert.Equal("Ringing", carol.Trace(second));
        Assert.Equal([first], _bob.Incoming);
        _bob.Logout();
        _loop.Drain();
        _bob.Login();
        _loop.Drain();
        Assert.Equal([first, second], _bob.Incoming);
    }

    private string Ring()
    {
        string call = _alice.Place("bob");
        _loop.Drain();
        Assert.Equal(CallState.Ringing, _alice.Call(call).State);
        return call;
    }
}
