namespace Calling.MachineTests;

/// <summary>Section 6: what a device in a call does with a further invitation.</summary>
public sealed class BusyPolicyTests
{
    private readonly Loop _loop = new();

    [Fact]
    public void CALL_051_052_busy_is_told_once_on_each_busy_device()
    {
        var (phone, tablet) = (_loop.Add("bob"), _loop.Add("bob", "tablet"));
        var (alice, carol, dave) = (_loop.Add("alice"), _loop.Add("carol"), _loop.Add("dave"));
        string one = phone.Place("alice");
        string two = tablet.Place("carol");
        _loop.Drain();
        alice.Accept(one);
        carol.Accept(two);
        _loop.Drain();
        string missed = dave.Place("bob");
        _loop.Drain();
        Assert.Equal("bob:Busy Ended(Busy by bob)", dave.Trace(missed));
        CallClientEvent.MissedCall expected = new(missed, "dave", CallMedia.Video, CallResponse.Busy);
        Assert.Equal([expected], phone.Missed);
        Assert.Equal([expected], tablet.Missed);
        _loop.Advance(TimeSpan.FromSeconds(200));
        Assert.Equal((1, 1, 0), (phone.Missed.Count, tablet.Missed.Count, phone.Incoming.Count));
        Assert.All(new[] { phone, tablet }, d => Assert.Equal(CallState.Connected, d.Client.Live.Single().State));
    }

    [Fact]
    public void CALL_051_of_calls_that_wait_one_rings_at_sign_in_and_each_other_is_missed()
    {
        var (phone, alice, carol, dave) = (_loop.Add("bob"), _loop.Add("alice"), _loop.Add("carol"), _loop.Add("dave"));
        phone.Logout();
        _loop.Drain();
        string first = alice.Place("bob");
        string[] others = [carol.Place("bob"), dave.Place("bob")];
        _loop.Drain();
        phone.Login();
        _loop.SendSnapshot(phone);
        _loop.Drain();
        Assert.Equal([first], phone.Incoming);
        Assert.Equal(others, phone.Missed.Select(m => m.CallId));
        Assert.Equal(("bob:Busy Ended(Busy by bob)", "bob:Busy Ended(Busy by bob)"), (carol.Trace(others[0]), dave.Trace(others[1])));
    }

    [Theory]
    [InlineData(CallResponse.Rejected)]
    [InlineData(CallResponse.Accepted)]
    [InlineData(CallResponse.NoAnswer)]
    [InlineData(CallResponse.Cancelled)]
    public void CALL_051_a_free_device_still_rings_and_nothing_is_missed(CallResponse response)
    {
        var (phone, tablet, alice, dave) = (_loop.Add("bob"), _loop.Add("bob", "tablet"), _loop.Add("alice"), _loop.Add("dave"));
        string running = phone.Place("alice");
        _loop.Drain();
        alice.Accept(running);
        _loop.Drain();
        string call = dave.Place("bob");
        _loop.Drain();
        Assert.Equal([call], tablet.Incoming);
        Assert.Equal("Ringing", dave.Trace(call));
        switch (response)
        {
            case CallResponse.Accepted:
                tablet.Accept(call);
                break;
            case CallResponse.Rejected:
                tablet.Reject(call);
                break;
            case CallResponse.Cancelled:
                dave.HangUp(call);
                break;
        }

        _loop.Advance(TimeSpan.FromSeconds(31));
        Assert.StartsWith($"Ringing bob:{response}", dave.Trace(call), StringComparison.Ordinal);
        Assert.Equal((0, 0), (phone.Missed.Count, tablet.Missed.Count));
        Assert.Equal(CallState.Connected, phone.Call(running).State);
    }

    [Fact]
    public void CALL_052_surface_rings_and_the_accept_waits_for_the_end_of_the_other()
    {
        var (alice, bob, carol, running) = Running(new() { BusyPolicy = BusyPolicy.Surface });
        string waiting = carol.Place("bob");
        _loop.Drain();
        Assert.Equal([running, waiting], bob.Incoming);
        long refused = bob.Accept(waiting);
        Assert.Equal("InvalidState", bob.Operations[refused]);
        Assert.Equal((CallState.Connected, CallState.Incoming), (bob.Call(running).State, bob.Call(waiting).State));
        bob.HangUp(running);
        bob.Accept(waiting);
        _loop.Drain();
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected -bob(RemoteHangUp) Ended(RemoteHangUp by bob)", alice.Trace(running));
        Assert.Equal(CallState.Connected, carol.Call(waiting).State);
    }

    [Fact]
    public void CALL_052_surface_counts_a_call_that_is_dialing()
    {
        var (bob, carol) = (_loop.Add("bob", options: new() { BusyPolicy = BusyPolicy.Surface }), _loop.Add("carol"));
        string dialing = bob.Place("nobody");
        string waiting = carol.Place("bob");
        _loop.Drain();
        Assert.Equal("InvalidState", bob.Operations[bob.Accept(waiting)]);
        bob.HangUp(dialing);
        bob.Accept(waiting);
        _loop.Drain();
        Assert.Equal(CallState.Connected, bob.Call(waiting).State);
    }

    [Fact]
    public void CALL_052_end_current_ends_the_former_only_when_the_accept_has_won()
    {
        var (alice, bob, carol, running) = Running(new() { BusyPolicy = BusyPolicy.EndCurrent });
        string next = carol.Place("bob");
        _loop.Drain();
        Assert.Equal(CallState.Connected, bob.Call(running).State);
        bob.Accept(next);
        Assert.Equal(CallState.Connected, bob.Call(running).State);
        _loop.Drain();
        Assert.Equal("Connecting +alice Connected Ended(Replaced by bob)", bob.Trace(running));
        Assert.Equal(next, bob.Call(running).ReplacedBy);
        Assert.EndsWith("-bob(RemoteHangUp) Ended(RemoteHangUp by bob)", alice.Trace(running), StringComparison.Ordinal);
        Assert.Equal((CallState.Connected, CallState.Connected), (bob.Call(next).State, carol.Call(next).State));
    }

    [Fact]
    public void CALL_052_end_current_keeps_the_former_if_the_accept_comes_too_late()
    {
        var (_, bob, carol, running) = Running(new() { BusyPolicy = BusyPolicy.EndCurrent });
        string next = carol.Place("bob");
        _loop.Drain();
        carol.HangUp(next);
        long accept = bob.Accept(next);
        _loop.DeliverFirst(p => p.Device == carol.Party);
        _loop.Drain();
        Assert.Equal("CallGone:RemoteCancel", bob.Operations[accept]);
        Assert.Equal(CallState.Connected, bob.Call(running).State);
    }

    private (Device Alice, Device Bob, Device Carol, string Call) Running(CallingOptions bobs)
    {
        var (alice, bob, carol) = (_loop.Add("alice"), _loop.Add("bob", options: bobs), _loop.Add("carol"));
        string call = alice.Place("bob");
        _loop.Drain();
        bob.Accept(call);
        _loop.Drain();
        return (alice, bob, carol, call);
    }
}
