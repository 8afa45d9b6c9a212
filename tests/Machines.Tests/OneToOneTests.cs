namespace Calling.MachineTests;

/// <summary>The life of a 1:1 call, every participant's complete trace stated.</summary>
public sealed class OneToOneTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;

    public OneToOneTests() => (_alice, _bob) = (_loop.Add("alice"), _loop.Add("bob"));

    [Fact]
    public void CALL_020_an_accepted_call_connects_both_and_a_hang_up_ends_both()
    {
        string call = Ring();
        long accept = _bob.Accept(call);
        _loop.Drain();
        _loop.Advance(TimeSpan.FromSeconds(10));
        _alice.HangUp(call);
        _loop.Drain();

        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected Ended(LocalHangUp by alice)", _alice.Trace(call));
        Assert.Equal("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", _bob.Trace(call));
        Assert.Equal("ok", _bob.Operations[accept]);
        Assert.Equal(TimeSpan.FromSeconds(10), _alice.Call(call).End!.Duration);
        Assert.Equal(TimeSpan.FromSeconds(10), _bob.Call(call).End!.Duration);
        Assert.Empty(_alice.MediaOpen);
        Assert.Empty(_bob.MediaOpen);
    }

    [Fact]
    public void CALL_010_a_call_is_dialing_at_once_and_CALL_012_rings_only_when_a_device_was_alerted()
    {
        string call = _alice.Place("bob");
        Assert.Equal(CallState.Dialing, _alice.Call(call).State);
        _loop.DeliverFirst(p => p.Command is not null && p.Result is null);
        _loop.DeliverFirst(p => p.Result is not null);
        Assert.Equal("", _alice.Trace(call));
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        Assert.Equal([call], _bob.Incoming);
    }

    [Fact]
    public void CALL_021_a_reject_ends_both_with_its_reason()
    {
        string call = Ring();
        long first = _bob.Reject(call, "in a meeting");
        long second = _bob.Reject(call);
        _loop.Drain();
        Assert.Equal("Ringing bob:Rejected(in a meeting) Ended(RemoteReject by bob)", _alice.Trace(call));
        Assert.Equal("Ended(LocalReject by bob)", _bob.Trace(call));
        Assert.Equal("ok", _bob.Operations[first]);
        Assert.Equal("ok", _bob.Operations[second]);
    }

    [Fact]
    public void CALL_022_accepting_after_the_end_fails_with_the_reason_and_opens_nothing()
    {
        string call = Ring();
        _alice.HangUp(call);
        _loop.Drain();
        long accept = _bob.Accept(call);
        long reject = _bob.Reject(call);
        Assert.Equal("CallGone:RemoteCancel", _bob.Operations[accept]);
        Assert.Equal("CallGone:RemoteCancel", _bob.Operations[reject]);
        Assert.Equal("Ended(RemoteCancel by alice)", _bob.Trace(call));
        Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by alice)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_023_wrong_operations_fail_and_change_nothing()
    {
        string call = Ring();
        long callerAccepts = _alice.Accept(call);
        long callerRejects = _alice.Reject(call);
        long calleeCancels = _bob.TryCancel(call);
        _bob.Accept(call);
        _loop.Drain();
        long acceptAgain = _bob.Accept(call);
        long rejectConnected = _bob.Reject(call);
        Assert.Equal("InvalidState", _alice.Operations[callerAccepts]);
        Assert.Equal("InvalidState", _alice.Operations[callerRejects]);
        Assert.Equal("InvalidState", _bob.Operations[calleeCancels]);
        Assert.Equal("ok", _bob.Operations[acceptAgain]);
        Assert.Equal("InvalidState", _bob.Operations[rejectConnected]);
        Assert.Equal(0, _loop.InFlight);
        Assert.Equal(CallState.Connected, _bob.Call(call).State);
    }

    [Fact]
    public void CALL_142_the_apps_own_source_needs_raw_media_when_accepting_too()
    {
        string call = Ring();
        _bob.Input(new Machines.ClientInput.Call(call, new Machines.CallInput.Accept(_bob.Begin(), new(true, true), OwnSource: true)));
        Assert.Equal("NotSupported", _bob.Operations.Last().Value);
        Assert.Equal(CallState.Incoming, _bob.Call(call).State);
    }

    [Fact]
    public void CALL_033_cancelling_an_accepted_call_returns_false_and_leaves_it_up()
    {
        string call = Ring();
        _bob.Accept(call);
        _loop.Drain();
        long cancel = _alice.TryCancel(call);
        Assert.Equal("False", _alice.Operations[cancel]);
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_035_ending_twice_does_nothing()
    {
        string call = Ring();
        _alice.HangUp(call);
        _loop.Drain();
        string before = _alice.Trace(call);
        long again = _alice.HangUp(call);
        long cancel = _alice.TryCancel(call);
        Assert.Equal("ok", _alice.Operations[again]);
        Assert.Equal("True", _alice.Operations[cancel]);
        Assert.Equal(0, _loop.InFlight);
        Assert.Equal(before, _alice.Trace(call));
    }

    [Fact]
    public void CALL_036_a_disposed_ringing_session_steps_out_alone_and_the_caller_rings_on()
    {
        string call = Ring();
        _bob.Release(call);
        _loop.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Ended(LocalHangUp by bob)", _bob.Trace(call));
        Assert.Equal("Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_002_a_sign_out_ends_the_session_and_the_peer_reads_a_hang_up()
    {
        string call = Ring();
        _bob.Accept(call);
        _loop.Drain();
        long logout = _alice.Logout();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected Ended(LoggedOut by alice)", _alice.Trace(call));
        _loop.Drain();
        Assert.Equal("ok", _alice.Operations[logout]);
        Assert.Equal("Connecting +alice Connected -alice(RemoteHangUp) Ended(RemoteHangUp by alice)", _bob.Trace(call));
        _bob.Place("alice");
        _loop.Drain();
        Assert.Empty(_alice.Incoming);
    }

    [Fact]
    public void CALL_003_signing_in_again_works()
    {
        _alice.Logout();
        _loop.Drain();
        string call = _bob.Place("alice");
        _loop.Drain();
        Assert.Empty(_alice.Incoming);
        _loop.Advance(TimeSpan.FromSeconds(10));
        _alice.Login();
        _loop.Drain();
        Assert.Equal([call], _alice.Incoming);
        _loop.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("Ringing", _bob.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Ringing alice:NoAnswer Ended(NoAnswer)", _bob.Trace(call));
        Assert.Equal("Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_050_a_device_in_a_call_answers_busy_by_itself()
    {
        var carol = _loop.Add("carol");
        string call = Ring();
        string second = carol.Place("bob");
        _loop.Drain();
        Assert.Equal("bob:Busy Ended(Busy by bob)", carol.Trace(second));
        Assert.Equal([call], _bob.Incoming);
        Assert.Equal("", _bob.Trace(call));
        _bob.Accept(call);
        _loop.Drain();
        string third = carol.Place("alice");
        _loop.Drain();
        Assert.Equal("alice:Busy Ended(Busy by alice)", carol.Trace(third));
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_053_a_second_outgoing_call_is_refused_by_default()
    {
        _loop.Add("carol");
        string call = Ring();
        string second = _alice.Place("carol");
        Assert.Equal("InvalidState", _alice.Operations[3]);
        Assert.False(_alice.Client.Calls.ContainsKey(second));
        Assert.Equal(CallState.Ringing, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_053_replacing_ends_the_former_call_first()
    {
        var dave = _loop.Add("dave", options: new() { OutgoingConflict = OutgoingConflict.ReplaceCurrent });
        string first = dave.Place("bob");
        _loop.Drain();
        string second = dave.Place("alice");
        _loop.Drain();
        Assert.Equal("Ringing bob:Cancelled Ended(Replaced by dave)", dave.Trace(first));
        Assert.Equal(second, dave.Call(first).ReplacedBy);
        Assert.Equal("Ended(RemoteCancel by dave)", _bob.Trace(first));
        Assert.Equal("Ringing", dave.Trace(second));
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("reject")]
    [InlineData("hang up")]
    [InlineData("no answer")]
    public void CALL_054_the_same_two_can_call_again_at_once(string how)
    {
        string call = Ring();
        switch (how)
        {
            case "cancel":
                _alice.HangUp(call);
                break;
            case "reject":
                _bob.Reject(call);
                break;
            case "hang up":
                _bob.Accept(call);
                _loop.Drain();
                _bob.HangUp(call);
                break;
            default:
                _loop.Advance(TimeSpan.FromSeconds(30));
                break;
        }

        _loop.Drain();
        foreach (var (from, to) in new[] { (_alice, _bob), (_bob, _alice) })
        {
            string again = from.Place(to.Party.UserId);
            _loop.Drain();
            to.Accept(again);
            _loop.Drain();
            Assert.Equal(CallState.Connected, from.Call(again).State);
            from.HangUp(again);
            _loop.Drain();
        }
    }

    [Fact]
    public void CALL_092_media_state_reaches_the_other_member_and_nobody_before_the_answer()
    {
        string call = Ring();
        _bob.Microphone(call, false);
        _alice.Camera(call, false);
        _loop.Drain();
        Assert.Equal("", _bob.Trace(call));
        _bob.Accept(call);
        _loop.Drain();
        _bob.Microphone(call, true);
        _bob.Microphone(call, true);
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected bob:miccam", _alice.Trace(call));
        Assert.False(_bob.Call(call).Peers[0].Media.CameraOn);
    }

    [Fact]
    public void CALL_100_a_camera_cannot_be_turned_on_in_an_audio_call()
    {
        string call = _alice.Place("bob", CallMedia.Audio);
        _loop.Drain();
        long camera = _alice.Camera(call, true);
        Assert.Equal("InvalidState", _alice.Operations[camera]);
        _bob.Accept(call);
        _loop.Drain();
        Assert.False(_bob.Call(call).LocalMedia.CameraOn);
    }

    private string Ring()
    {
        string call = _alice.Place("bob");
        _loop.Drain();
        Assert.Equal(CallState.Ringing, _alice.Call(call).State);
        return call;
    }
}
