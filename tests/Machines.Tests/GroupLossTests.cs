using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Members of a group call whose media is lost, or never comes: their affair as long as anybody else is there (rules CALL-045, CALL-085, CALL-111).</summary>
public sealed class GroupLossTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;
    private readonly Device _tablet;
    private readonly Device _carol;

    public GroupLossTests() => (_alice, _bob, _tablet, _carol) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("bob", "tablet"), _loop.Add("carol"));

    [Fact]
    public void CALL_082_who_is_invited_before_the_first_answer_rings_as_long_as_anybody()
    {
        string call = Ring("bob");
        _loop.Advance(TimeSpan.FromSeconds(25));
        Act(() => _alice.Invite(call, "carol"));
        _loop.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("Ringing carol?(alice) bob:NoAnswer", _alice.Trace(call));
        Assert.Equal("", _carol.Trace(call));
        Act(() => _carol.Accept(call));
        Assert.EndsWith("carol:Accepted Connecting +carol Connected", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_082_the_caller_gives_up_once_the_last_invitation_has_rung_long_enough()
    {
        string call = Ring("bob");
        _loop.Advance(TimeSpan.FromSeconds(25));
        Act(() => _alice.Invite(call, "carol"));
        _loop.Advance(TimeSpan.FromSeconds(31));
        Assert.EndsWith("bob:NoAnswer carol:NoAnswer Ended(NoAnswer)", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rejects")]
    [InlineData("does not answer")]
    [InlineData("is taken back")]
    public void CALL_045_a_call_whose_only_peer_is_not_to_be_had_ends_with_the_last_invitation(string what)
    {
        _loop.MediaWorks = false;
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        _loop.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal((CallState.Connecting, CallState.Connecting), (_alice.Call(call).State, _bob.Call(call).State));
        Decide(call, what);
        Assert.Contains("Ended(ConnectFailed)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.Contains("Ended(", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Empty(_alice.MediaOpen.Concat(_bob.MediaOpen));
        Assert.NotNull(_loop.Calls.Calls[call].Ending);
    }

    [Theory]
    [InlineData("rejects")]
    [InlineData("does not answer")]
    [InlineData("is taken back")]
    public void CALL_111_who_has_lost_the_only_member_ends_with_the_last_invitation(string what)
    {
        string call = Ring("bob");
        Act(() => _bob.Accept(call));
        Act(() => _alice.Invite(call, "carol"));
        Lose(call, _alice, _bob);
        _loop.Advance(TimeSpan.FromSeconds(16));
        Assert.EndsWith("bob~Reconnecting Reconnecting -bob(ConnectionLost) Connected", _alice.Trace(call), StringComparison.Ordinal);
        Decide(call, what);
        Assert.EndsWith("Ended(ConnectionLost)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.Contains("Ended(", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Empty(_alice.MediaOpen.Concat(_bob.MediaOpen));
    }

    [Fact]
    public void CALL_085_112_who_is_left_by_a_lost_member_is_the_last_one()
    {
        string call = Ring("bob");
        Act(() => _bob.Accept(call));
        _loop.Cut(_bob);
        Act(() => 0);
        _alice.MediaSays(call, new MediaSignal.PeerInterrupted(_bob.Party));
        _loop.Advance(TimeSpan.FromSeconds(16));
        Assert.EndsWith("-bob(PeerLost) Ended(LastParticipantLeft)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.Empty(_alice.MediaOpen);
    }

    [Fact]
    public void CALL_087_a_handover_reaches_those_who_had_given_the_former_device_up()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Accept(call));
        Lose(call, _alice, _bob);
        Lose(call, _carol, _bob);
        _loop.Advance(TimeSpan.FromSeconds(16));
        Assert.EndsWith("-bob(ConnectionLost)", _alice.Trace(call), StringComparison.Ordinal);
        Act(() => _tablet.Join(call));
        Assert.EndsWith("-bob(ConnectionLost) +bob", _alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-bob(ConnectionLost) +bob", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal("+alice Connected +carol", _tablet.Trace(call));
    }

    [Fact]
    public void CALL_089_087_who_was_taken_back_does_not_come_in()
    {
        string call = Ring("bob", "carol");
        Act(() => _alice.CancelInvitation(call, "carol"));
        long before = _carol.Join(call);
        _loop.Drain();
        Act(() => _bob.Accept(call));
        long after = _carol.Join(call);
        _loop.Drain();
        Assert.Equal(("CallGone", "CallGone"), (_carol.Operations[before], _carol.Operations[after]));
        Assert.Empty(_carol.MediaOpen);
        Assert.DoesNotContain("+carol", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_087_035_a_former_session_has_no_say_in_entering_again()
    {
        string call = Connected();
        Act(() => _carol.HangUp(call));
        long join = _carol.Join(call);
        long hangUp = _carol.HangUp(call), release = _carol.Release(call), microphone = _carol.Microphone(call, true);
        _loop.Drain();
        Assert.Equal(("ok", "ok", "CallGone"), (_carol.Operations[hangUp], _carol.Operations[release], _carol.Operations[microphone]));
        Assert.Equal((call, CallState.Connected), (_carol.Operations[join], _carol.Call(call).State));
    }

    [Fact]
    public void CALL_053_entering_a_call_leaves_one_that_only_rings_ringing()
    {
        var dave = _loop.Add("dave", options: new CallingOptions { BusyPolicy = BusyPolicy.Surface });
        string group = Ring("bob", "dave");
        Act(() => _bob.Accept(group));
        Act(() => dave.Reject(group));
        dave.Join(group);
        string other = _carol.Place("dave");
        _loop.DeliverFirst(p => p.Device == _carol.Party);
        _loop.DeliverFirst(p => p.Device == dave.Party && p.Signal is CallSignal.Invited);
        _loop.Drain();
        Assert.Equal((CallState.Connected, CallState.Incoming), (dave.Call(group).State, dave.Call(other).State));
        Assert.Equal("Ringing", _carol.Trace(other));
    }

    [Theory]
    [InlineData("before it left")]
    [InlineData("on its way")]
    [InlineData("answered")]
    public void CALL_087_090_entering_that_nobody_waits_for_any_more_opens_no_microphone(string when)
    {
        string call = Connected();
        Act(() => _carol.HangUp(call));
        if (when == "before it left")
        {
            _loop.Cut(_carol);
        }

        long join = _carol.Join(call);
        if (when == "answered")
        {
            _loop.DeliverFirst(p => p.Command is CallCommand.JoinCall);
        }

        _carol.AbandonJoin(call, join);
        Assert.StartsWith("CallGone", _carol.Operations[join], StringComparison.Ordinal);
        if (when == "before it left")
        {
            _loop.Restore(_carol);
        }

        _loop.Drain();
        Assert.Empty(_carol.MediaOpen);
        Assert.Null(_loop.Calls.Calls[call].SeatOf("carol"));
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_087_entering_that_was_answered_is_not_taken_back()
    {
        string call = Connected();
        Act(() => _carol.HangUp(call));
        long join = _carol.Join(call);
        _loop.Drain();
        _carol.AbandonJoin(call, join);
        _loop.Drain();
        Assert.Equal((call, CallState.Connected), (_carol.Operations[join], _carol.Call(call).State));
    }

    [Fact]
    public void CALL_087_the_end_of_a_former_part_does_not_end_entering()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        _loop.Suspend(_carol);
        _loop.Advance(TimeSpan.FromSeconds(30));
        _loop.Resume(_carol, timersFirst: true);
        long join = _carol.Join(call);
        _carol.Input(new Machines.ClientInput.Signal(new CallSignal.Ended(call, 9, new(EndCause.NoAnswer))));
        _loop.Drain();
        Assert.Equal((call, CallState.Connected), (_carol.Operations[join], _carol.Call(call).State));
    }

    [Fact]
    public void CALL_113_a_call_takes_no_more_than_its_limit_of_invitations()
    {
        string call = Connected();
        int invited = 2;
        for (; invited < Loop.Provider.Limits.MaxInvitations; invited++)
        {
            Act(() => _alice.Invite(call, "nobody"));
            Act(() => _alice.CancelInvitation(call, "nobody"));
        }

        long beyond = _bob.Invite(call, "nobody");
        _loop.Drain();
        Assert.Equal(invited, _loop.Calls.Calls[call].Invitations.Length);
        Assert.Equal("InvalidArgument", _bob.Operations[beyond]);
    }

    [Fact]
    public void CALL_083_an_invitation_beyond_the_rate_is_refused_and_holds_nothing_up()
    {
        string call = Connected();
        long invite = _alice.Invite(call, "nobody"), mute = _alice.Microphone(call, false);
        string command = _loop.Network.Select(p => p.Command).OfType<CallCommand.InviteUsers>().Single().CommandId;
        _loop.Lose(p => p.Command is CallCommand.InviteUsers);
        _alice.Input(new Machines.ClientInput.Call(call, new Machines.CallInput.Result(command, new CommandResult.Refused(RefusalCode.RateLimited))));
        _loop.Drain();
        Assert.Equal(("RateLimited", "ok"), (_alice.Operations[invite], _alice.Operations[mute]));
        Assert.EndsWith("alice:cam", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal(2, _loop.Calls.Calls[call].Invitations.Length);
    }

    private void Decide(string call, string what)
    {
        switch (what)
        {
            case "rejects":
                Act(() => _carol.Reject(call));
                break;
            case "does not answer":
                _loop.Advance(TimeSpan.FromSeconds(30));
                break;
            default:
                Act(() => _alice.CancelInvitation(call, "carol"));
                break;
        }
    }

    private static void Lose(string call, Device one, Device other)
    {
        one.MediaSays(call, new MediaSignal.PeerInterrupted(other.Party));
        other.MediaSays(call, new MediaSignal.PeerInterrupted(one.Party));
    }

    private string Connected()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Accept(call));
        return call;
    }

    private string Ring(params string[] callees)
    {
        string call = _alice.PlaceGroup(callees);
        _loop.Drain();
        return call;
    }

    private void Act(Func<long> act)
    {
        act();
        _loop.Drain();
    }
}
