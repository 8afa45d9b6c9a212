using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Two things at once in a group call, each in both orders: the arbiter's order stands, and everybody agrees (section 9).</summary>
public sealed class GroupRaceTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;
    private readonly Device _carol;
    private readonly Device _dave;

    public GroupRaceTests() => (_alice, _bob, _carol, _dave) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("carol"), _loop.Add("dave"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_083_085_inviting_and_the_last_other_leaving(bool inviteFirst)
    {
        string call = Connect(_bob);
        long invite = _bob.Invite(call, "dave");
        _alice.HangUp(call);
        Arrive(inviteFirst ? _bob : _alice);
        _loop.Drain();
        Assert.EndsWith("Ended(LocalHangUp by alice)", _alice.Trace(call), StringComparison.Ordinal);
        if (inviteFirst)
        {
            Assert.Equal("ok", _bob.Operations[invite]);
            Assert.EndsWith("dave?(bob) -alice(RemoteHangUp)", _bob.Trace(call), StringComparison.Ordinal);
            Do(() => _dave.Accept(call));
            Assert.Equal("Connecting bob:Accepted +bob Connected", _dave.Trace(call));
            Assert.Equal(CallState.Connected, _bob.Call(call).State);
        }
        else
        {
            Assert.Equal("CallGone:LastParticipantLeft", _bob.Operations[invite]);
            Assert.EndsWith("-alice(RemoteHangUp) Ended(LastParticipantLeft)", _bob.Trace(call), StringComparison.Ordinal);
            Assert.Empty(_dave.Incoming);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_083_084_inviting_and_the_end_for_everyone(bool inviteFirst)
    {
        string call = Connect(_bob, _carol);
        long invite = _bob.Invite(call, "dave");
        _alice.EndForEveryone(call);
        Arrive(inviteFirst ? _bob : _alice);
        _loop.Drain();
        Assert.Equal(inviteFirst ? "ok" : "CallGone:RemoteHangUp", _bob.Operations[invite]);
        Assert.EndsWith("-alice(RemoteHangUp) Ended(RemoteHangUp by alice)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal(inviteFirst ? "Ended(RemoteCancel by alice)" : "", _dave.Trace(call));
        Assert.DoesNotContain(_dave.Client.Calls.Values, c => c.IsLive);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_083_two_who_fill_the_call_at_once_do_not_overfill_it(bool aliceFirst)
    {
        var guests = Enumerable.Range(1, 5).Select(n => _loop.Add($"u{n}")).ToList();
        string call = Connect([_bob, .. guests]);
        string[] more = ["x1", "x2"];
        long first = _alice.Invite(call, more), second = _bob.Invite(call, "y1", "y2");
        Arrive(aliceFirst ? _alice : _bob);
        _loop.Drain();
        Assert.Equal(aliceFirst ? ("ok", "InvalidArgument") : ("InvalidArgument", "ok"), (_alice.Operations[first], _bob.Operations[second]));
        Assert.Equal(9, Entry(call).Present.Count);
        Assert.Equal(2, Entry(call).Invitations.Count(i => i.IsOpen));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_084_joining_and_the_end_for_everyone(bool joinFirst)
    {
        string call = Ring(_bob, _carol);
        Do(() => _bob.Accept(call));
        Do(() => _carol.Reject(call));
        long join = _carol.Join(call);
        _alice.EndForEveryone(call);
        Arrive(joinFirst ? _carol : _alice);
        _loop.Drain();
        if (joinFirst)
        {
            // It came in and was told in one go: whichever it heard first, the session is there and over.
            Assert.Equal(call, _carol.Operations[join]);
            Assert.EndsWith("Ended(RemoteHangUp by alice)", _carol.Trace(call), StringComparison.Ordinal);
        }
        else
        {
            Assert.StartsWith("CallGone", _carol.Operations[join], StringComparison.Ordinal);
            Assert.Equal("Ended(LocalReject by carol)", _carol.Trace(call));
        }

        Assert.All(new[] { _alice, _bob, _carol }, d => Assert.Empty(d.MediaOpen));
        Assert.All(new[] { _alice, _bob, _carol }, d => Assert.Empty(d.Client.Live));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_085_joining_and_the_last_other_leaving(bool joinFirst)
    {
        string call = Ring(_bob, _carol);
        Do(() => _bob.Accept(call));
        Do(() => _carol.Reject(call));
        long join = _carol.Join(call);
        _alice.HangUp(call);
        Arrive(joinFirst ? _carol : _alice);
        _loop.Drain();
        if (joinFirst)
        {
            Assert.Equal(call, _carol.Operations[join]);
            Assert.Equal((CallState.Connected, CallState.Connected), (_bob.Call(call).State, _carol.Call(call).State));
            Assert.EndsWith("-alice(RemoteHangUp) +carol", Sorted(_bob, call, "-alice(RemoteHangUp)", "+carol"), StringComparison.Ordinal);
        }
        else
        {
            Assert.StartsWith("CallGone", _carol.Operations[join], StringComparison.Ordinal);
            Assert.EndsWith("-alice(RemoteHangUp) Ended(LastParticipantLeft)", _bob.Trace(call), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_083_of_two_who_join_at_the_limit_one_comes_in(bool carolFirst)
    {
        var guests = Enumerable.Range(1, 6).Select(n => _loop.Add($"u{n}")).ToList();
        string call = Ring([_carol, _dave, .. guests]);
        guests.ForEach(g => Do(() => g.Accept(call)));
        Do(() => _carol.Reject(call));
        Do(() => _dave.Reject(call));
        Do(() => _alice.Invite(call, "bob"));
        Do(() => _bob.Accept(call));
        Assert.Equal(8, Entry(call).Present.Count);
        long carol = _carol.Join(call), dave = _dave.Join(call);
        Arrive(carolFirst ? _carol : _dave);
        _loop.Drain();
        Assert.Equal(carolFirst ? (call, "InvalidArgument") : ("InvalidArgument", call), (_carol.Operations[carol], _dave.Operations[dave]));
        var (inside, outside) = carolFirst ? (_carol, _dave) : (_dave, _carol);
        Assert.Equal(8, inside.Call(call).Peers.Count(p => p.State == ParticipantState.Joined));
        Assert.Equal("Ended(LocalReject by " + outside.Party.UserId + ")", outside.Trace(call));
        Assert.Equal(9, Entry(call).Seats.Length);

        // A place that is free again is there for the other one.
        Do(() => _bob.HangUp(call));
        long again = outside.Join(call);
        _loop.Drain();
        Assert.Equal(call, outside.Operations[again]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_089_removing_and_leaving(bool removeFirst)
    {
        string call = Connect(_bob, _carol);
        long remove = _alice.Remove(call, "bob");
        _bob.HangUp(call);
        Arrive(removeFirst ? _alice : _bob);
        _loop.Drain();
        Assert.Equal(removeFirst ? "ok" : "InvalidArgument", _alice.Operations[remove]);
        Assert.EndsWith("Ended(LocalHangUp by bob)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _alice, _carol }, d => Assert.EndsWith(removeFirst ? "-bob(Removed)" : "-bob(RemoteHangUp)", d.Trace(call), StringComparison.Ordinal));
        long join = _bob.Join(call);
        _loop.Drain();
        Assert.Equal(removeFirst ? "NotAllowed" : call, _bob.Operations[join]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_089_087_removing_and_moving_to_another_device(bool removeFirst)
    {
        var tablet = _loop.Add("bob", "tablet");
        string call = Connect(_bob, _carol);
        long remove = _alice.Remove(call, "bob"), join = tablet.Join(call);
        Arrive(removeFirst ? _alice : tablet);
        _loop.Drain();
        Assert.Equal("ok", _alice.Operations[remove]);
        Assert.Equal(removeFirst ? "NotAllowed" : call, tablet.Operations[join]);
        Assert.EndsWith(removeFirst ? "Ended(Removed by alice)" : "Ended(Replaced by bob)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith(removeFirst ? "" : "Ended(Removed by alice)", tablet.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-bob(Removed)", _carol.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _bob, tablet }, d => Assert.Empty(d.MediaOpen));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_086_the_caller_leaving_and_the_first_accept(bool acceptFirst)
    {
        string call = Ring(_bob, _carol);
        long accept = _bob.Accept(call);
        _alice.HangUp(call);
        Arrive(acceptFirst ? _bob : _alice);
        _loop.Drain();
        Assert.EndsWith("Ended(LocalCancel by alice)", _alice.Trace(call), StringComparison.Ordinal);
        if (acceptFirst)
        {
            // Bob is in it and waits for Carol.
            Assert.Equal("ok", _bob.Operations[accept]);
            Assert.Equal("", _carol.Trace(call));
            Do(() => _carol.Accept(call));
            Assert.Equal((CallState.Connected, CallState.Connected), (_bob.Call(call).State, _carol.Call(call).State));
            Assert.Equal(["bob", "carol"], Entry(call).Seats.Select(s => s.Party.UserId));
        }
        else
        {
            Assert.Equal("CallGone:RemoteCancel", _bob.Operations[accept]);
            Assert.All(new[] { _bob, _carol }, d => Assert.Equal("Ended(RemoteCancel by alice)", d.Trace(call)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_085_088_the_last_outcome_and_the_last_other_leaving(bool rejectFirst)
    {
        string call = Ring(_bob, _carol);
        Do(() => _bob.Accept(call));
        _carol.Reject(call);
        _alice.HangUp(call);
        Arrive(rejectFirst ? _carol : _alice);
        _loop.Drain();
        Assert.Equal("Ended(LocalReject by carol)", _carol.Trace(call));
        Assert.EndsWith("carol:Rejected -alice(RemoteHangUp) Ended(LastParticipantLeft)", Sorted(_bob, call, "carol:Rejected", "-alice(RemoteHangUp)", "Ended(LastParticipantLeft)"), StringComparison.Ordinal);
        Assert.NotNull(Entry(call).Ending);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_moving_to_another_device_and_hanging_up_on_the_first(bool moveFirst)
    {
        var tablet = _loop.Add("bob", "tablet");
        string call = Connect(_bob, _carol);
        long join = tablet.Join(call);
        _bob.HangUp(call);
        Arrive(moveFirst ? tablet : _bob);
        _loop.Drain();
        Assert.Equal(call, tablet.Operations[join]);
        Assert.EndsWith("Ended(LocalHangUp by bob)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith(moveFirst ? "bob~Reconnecting bob~Joined" : "-bob(RemoteHangUp) +bob", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, tablet.Call(call).State);
        Assert.Equal([tablet.Party], Entry(call).Seats.Where(s => s.Party.UserId == "bob").Select(s => s.Party));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_034_moving_a_call_of_two_and_the_peers_hang_up(bool moveFirst)
    {
        var tablet = _loop.Add("bob", "tablet");
        string call = _alice.Place("bob");
        _loop.Drain();
        Do(() => _bob.Accept(call));
        long join = tablet.Join(call);
        _alice.HangUp(call);
        Arrive(moveFirst ? tablet : _alice);
        _loop.Drain();
        Assert.StartsWith(moveFirst ? call : "CallGone", tablet.Operations[join], StringComparison.Ordinal);
        Assert.EndsWith(moveFirst ? "Ended(Replaced by bob)" : "Ended(RemoteHangUp by alice)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _alice, _bob, tablet }, d => Assert.Empty(d.MediaOpen));
        Assert.All(new[] { _alice, _bob, tablet }, d => Assert.Empty(d.Client.Live));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_two_devices_that_take_the_call_over_at_once(bool tabletFirst)
    {
        var (tablet, desk) = (_loop.Add("bob", "tablet"), _loop.Add("bob", "desk"));
        string call = Connect(_bob, _carol);
        tablet.Join(call);
        desk.Join(call);
        Arrive(tabletFirst ? tablet : desk);
        _loop.Drain();
        var (first, last) = tabletFirst ? (tablet, desk) : (desk, tablet);
        Assert.EndsWith("Ended(Replaced by bob)", first.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, last.Call(call).State);
        Assert.Equal([last.Party], Entry(call).Seats.Where(s => s.Party.UserId == "bob").Select(s => s.Party));
        Assert.DoesNotContain("-bob", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal(ParticipantState.Joined, _carol.Call(call).PeerOf(last.Party)!.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_089_083_taking_an_invitation_back_and_its_answer_and_inviting_again(bool rejectFirst)
    {
        string call = Connect(_bob, _carol);
        Do(() => _bob.Invite(call, "dave"));
        _dave.Reject(call);
        long cancel = _bob.CancelInvitation(call, "dave");
        Arrive(rejectFirst ? _dave : _bob);
        _loop.Drain();
        Assert.Equal(rejectFirst ? "InvalidArgument" : "ok", _bob.Operations[cancel]);
        Assert.Equal("Ended(LocalReject by dave)", _dave.Trace(call));
        Assert.All(
            new[] { _alice, _bob, _carol },
            d => Assert.EndsWith(rejectFirst ? "dave?(bob) dave:Rejected" : "dave?(bob) dave:Cancelled", d.Trace(call), StringComparison.Ordinal));
        Do(() => _alice.Invite(call, "dave"));
        Assert.Equal([call, call], _dave.Incoming);
        Assert.Equal("", _dave.Trace(call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_083_a_join_that_is_refused_and_an_invitation_that_crosses_it(bool joinFirst)
    {
        string call = Connect(_bob, _carol);
        Do(() => _alice.Remove(call, "bob"));
        long join = _bob.Join(call);
        _alice.Invite(call, "bob");
        Arrive(joinFirst ? _bob : _alice);

        // The invitation overtakes the answer.
        Arrive(joinFirst ? _alice : _bob);
        _loop.DeliverFirst(p => p.Device == _bob.Party && p.Signal is CallSignal.Invited);
        _loop.Drain();
        if (joinFirst)
        {
            Assert.Equal("NotAllowed", _bob.Operations[join]);
            Assert.Equal(CallState.Incoming, _bob.Call(call).State);
            Assert.Equal([call, call], _bob.Incoming);
            Do(() => _bob.Accept(call));
        }
        else
        {
            // It accepts what waits for it.
            Assert.Equal(call, _bob.Operations[join]);
        }

        Assert.Equal(CallState.Connected, _bob.Call(call).State);
        Assert.EndsWith("-bob(Removed) bob?(alice) bob:Accepted +bob", _carol.Trace(call), StringComparison.Ordinal);
    }

    /// <summary>A trace with the given words, which may come in either order, put into this one.</summary>
    private static string Sorted(Device device, string call, params string[] last)
    {
        var trace = device.Traces[call].Where(w => !last.Contains(w)).ToList();
        return string.Join(' ', trace.Concat(last.Where(device.Traces[call].Contains)));
    }

    private Signaling.Switchboards.CallEntry Entry(string call) => _loop.Calls.Calls[call];

    private void Arrive(Device device) => Assert.True(_loop.DeliverFirst(p => p.Device == device.Party && p.Command is not null && p.Result is null));

    private void Do(Func<long> act)
    {
        act();
        _loop.Drain();
    }

    private string Ring(params Device[] callees)
    {
        string call = _alice.PlaceGroup([.. callees.Select(c => c.Party.UserId)]);
        _loop.Drain();
        return call;
    }

    private string Connect(params Device[] callees)
    {
        string call = Ring(callees);
        Assert.All(callees, d => Do(() => d.Accept(call)));
        return call;
    }
}
