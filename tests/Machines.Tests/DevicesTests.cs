namespace Calling.MachineTests;

/// <summary>Sections 5, 6 and 8: a user with several devices.</summary>
public sealed class DevicesTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _phone;
    private readonly Device _tablet;
    private readonly Device _desk;

    public DevicesTests() => (_alice, _phone, _tablet, _desk) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("bob", "tablet"), _loop.Add("bob", "desk"));

    [Fact]
    public void CALL_070_all_ring_one_accepts_the_others_stop()
    {
        string call = Ring();
        Assert.All(Bobs, d => Assert.Equal([call], d.Incoming));
        _tablet.Accept(call);
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected", _alice.Trace(call));
        Assert.Equal("Connecting +alice Connected", _tablet.Trace(call));
        Assert.All(new[] { _phone, _desk }, d => Assert.Equal("Ended(AnsweredElsewhere by bob)", d.Trace(call)));
        Assert.Equal([0, 1, 0], Bobs.Select(d => d.MediaOpen.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_072_of_two_that_accept_at_once_one_is_connected(bool phoneFirst)
    {
        string call = Ring();
        long phones = _phone.Accept(call);
        long tablets = _tablet.Accept(call);
        var (winner, loser) = phoneFirst ? (_phone, _tablet) : (_tablet, _phone);
        _loop.DeliverFirst(p => p.Device == winner.Party && p.Command is not null);
        _loop.Drain();
        Assert.Equal("ok", winner.Operations[phoneFirst ? phones : tablets]);
        Assert.Equal("CallGone:AnsweredElsewhere", loser.Operations[phoneFirst ? tablets : phones]);
        Assert.Equal("Ended(AnsweredElsewhere by bob)", loser.Trace(call));
        Assert.Equal("Connecting +alice Connected", winner.Trace(call));
        Assert.Equal((1, 0), (winner.MediaOpen.Count, loser.MediaOpen.Count));
    }

    [Fact]
    public void CALL_071_a_reject_speaks_for_the_user()
    {
        string call = Ring();
        _phone.Reject(call, "no", data: "{}");
        _loop.Drain();
        Assert.Equal("Ringing bob:Rejected(no)[{}] Ended(RemoteReject by bob)[{}]", _alice.Trace(call));
        Assert.Equal("Ended(LocalReject by bob)[{}]", _phone.Trace(call));
        Assert.All(new[] { _tablet, _desk }, d => Assert.StartsWith("Ended(RejectedElsewhere by bob)", d.Trace(call), StringComparison.Ordinal));
    }

    [Fact]
    public void CALL_055_071_a_device_that_rejects_alone_leaves_the_others_ringing()
    {
        string call = Ring();
        _phone.Reject(call, scope: RejectScope.Device);
        _loop.Drain();
        Assert.Equal("Ended(LocalReject by bob)", _phone.Trace(call));
        Assert.Equal("Ringing", _alice.Trace(call));
        Assert.Equal((CallState.Incoming, CallState.Incoming), (_tablet.Call(call).State, _desk.Call(call).State));
        _tablet.Release(call);
        _loop.Drain();
        Assert.Equal("Ringing", _alice.Trace(call));
        _desk.Release(call);
        _loop.Drain();
        Assert.Equal("Ringing bob:Rejected Ended(RemoteReject by bob)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_055_devices_that_only_stepped_out_leave_it_ringing_until_the_timeout()
    {
        string call = Ring();
        foreach (var device in Bobs)
        {
            device.Release(call);
        }

        _loop.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Ringing bob:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_046_an_own_setting_shortens_this_device_alone_and_the_last_one_decides()
    {
        var hasty = _loop.Add("carol", options: new() { IncomingRingTimeout = TimeSpan.FromSeconds(5) });
        var patient = _loop.Add("carol", "tablet", new() { IncomingRingTimeout = TimeSpan.FromSeconds(12) });
        string call = _alice.Place("carol");
        _loop.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Ended(NoAnswer)", hasty.Trace(call));
        Assert.Equal(CallState.Incoming, patient.Call(call).State);
        Assert.Equal("Ringing", _alice.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("Ended(NoAnswer)", patient.Trace(call));
        Assert.Equal("Ringing carol:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
        Assert.Equal(TimeSpan.FromSeconds(12), _loop.Now);
    }

    [Fact]
    public void CALL_046_an_own_setting_never_lengthens()
    {
        var carol = _loop.Add("carol", options: new() { IncomingRingTimeout = TimeSpan.FromSeconds(60) });
        string call = _alice.Place("carol", configure: o => o.RingTimeout = TimeSpan.FromSeconds(10));
        _loop.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Ended(NoAnswer)", carol.Trace(call));
    }

    [Fact]
    public void CALL_073_a_sign_in_elsewhere_leaves_a_running_call_alone()
    {
        string call = Ring();
        _phone.Accept(call);
        _loop.Drain();
        var late = _loop.Add("bob", "watch");
        _loop.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((CallState.Connected, CallState.Connected), (_alice.Call(call).State, _phone.Call(call).State));
        Assert.Empty(late.Incoming);
    }

    [Fact]
    public void CALL_074_a_cancel_stops_all()
    {
        string call = Ring();
        _alice.TryCancel(call, "{\"why\":\"sorry\"}");
        _loop.Drain();
        Assert.Equal("Ringing bob:Cancelled Ended(LocalCancel by alice)[{\"why\":\"sorry\"}]", _alice.Trace(call));
        Assert.All(Bobs, d => Assert.Equal("Ended(RemoteCancel by alice)[{\"why\":\"sorry\"}]", d.Trace(call)));
    }

    [Fact]
    public void CALL_026_data_reaches_the_peer_byte_for_byte()
    {
        const string Data = "Zoë 🎉\n{\"a\":[1,2]}";
        string call = Ring();
        _phone.Accept(call, Data);
        _loop.Drain();
        Assert.Equal($"Ringing bob:Accepted[{Data}] Connecting +bob Connected", _alice.Trace(call));
        _alice.HangUp(call, Data);
        _loop.Drain();
        Assert.EndsWith($"Ended(RemoteHangUp by alice)[{Data}]", _phone.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_026_too_much_data_is_refused_and_changes_nothing()
    {
        string call = Ring();
        Assert.Equal("InvalidArgument", _phone.Operations[_phone.Reject(call, data: new string('x', 4_097))]);
        Assert.Equal("InvalidArgument", _alice.Operations[_alice.TryCancel(call, new string('x', 4_097))]);
        _loop.Drain();
        Assert.Equal(("Ringing", ""), (_alice.Trace(call), _phone.Trace(call)));
    }

    private Device[] Bobs => [_phone, _tablet, _desk];

    private string Ring()
    {
        string call = _alice.Place("bob");
        _loop.Drain();
        return call;
    }
}
