using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Section 9: several callees, each with an invitation of their own.</summary>
public sealed class GroupTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;
    private readonly Device _carol;
    private readonly Device _dave;

    public GroupTests() => (_alice, _bob, _carol, _dave) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("carol"), _loop.Add("dave"));

    [Fact]
    public void CALL_080_each_answers_alone_and_members_learn_each_outcome_once()
    {
        string call = Ring("bob", "carol", "dave");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Reject(call));
        _loop.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected carol:Rejected dave:NoAnswer", _alice.Trace(call));
        Assert.Equal("Connecting +alice Connected carol:Rejected dave:NoAnswer", _bob.Trace(call));
        Assert.Equal("Ended(LocalReject by carol)", _carol.Trace(call));
        Assert.Equal("Ended(NoAnswer)", _dave.Trace(call));
    }

    [Fact]
    public void CALL_080_who_answers_later_learns_what_was_decided_before()
    {
        string call = Ring("bob", "carol", "dave");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Reject(call, "no"));
        Act(() => _dave.Accept(call));
        Assert.Equal("Connecting bob:Accepted carol:Rejected(no) +alice Connected +bob", _dave.Trace(call));
        Assert.Equal("Connecting +alice Connected carol:Rejected(no) dave:Accepted +dave", _bob.Trace(call));
    }

    [Fact]
    public void CALL_081_every_pair_is_connected_and_one_of_each_offers()
    {
        string call = Connect("bob", "carol", "dave");
        Device[] all = [_alice, _bob, _carol, _dave];
        foreach (var one in all)
        {
            Assert.Equal(3, one.Call(call).Peers.Count(p => p.State == ParticipantState.Joined));
            foreach (var other in all.Where(o => o != one))
            {
                Assert.NotEqual(one.Call(call).PeerOf(other.Party)!.Offers, other.Call(call).PeerOf(one.Party)!.Offers);
            }
        }
    }

    [Fact]
    public void CALL_082_a_later_invitation_does_not_lengthen_an_earlier_one()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        _loop.Advance(TimeSpan.FromSeconds(20));
        Act(() => _alice.Invite(call, "dave"));
        _loop.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected dave?(alice) carol:NoAnswer", _alice.Trace(call));
        Assert.Equal("Ended(NoAnswer)", _carol.Trace(call));
        Assert.Equal("", _dave.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Ended(NoAnswer)", _dave.Trace(call));
        Assert.EndsWith("carol:NoAnswer dave:NoAnswer", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_083_any_member_invites_and_all_members_are_told()
    {
        string call = Connect("bob", "carol");
        long invite = _bob.Invite(call, "dave");
        _loop.Drain();
        Assert.Equal("ok", _bob.Operations[invite]);
        Assert.All(new[] { _alice, _bob, _carol }, d => Assert.EndsWith("dave?(bob)", d.Trace(call), StringComparison.Ordinal));
        Assert.Equal([call], _dave.Incoming);
        Assert.Equal(("bob", "alice"), (_dave.Call(call).Snapshot.InvitedBy, _dave.Call(call).Snapshot.Caller));
        Assert.Equal(["bob", "carol", "dave"], _dave.Call(call).Snapshot.Callees);
        Act(() => _dave.Accept(call));
        Assert.EndsWith("dave?(bob) dave:Accepted +dave", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal("Connecting bob:Accepted carol:Accepted +alice Connected +bob +carol", _dave.Trace(call));
    }

    [Fact]
    public void CALL_083_the_caller_who_left_is_invited_like_anybody_else()
    {
        string call = Connect("bob", "carol");
        Act(() => _alice.HangUp(call));
        Act(() => _bob.Invite(call, "alice"));
        Act(() => _alice.Accept(call));
        Assert.EndsWith("-alice(RemoteHangUp) alice?(bob) alice:Accepted +alice", _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-alice(RemoteHangUp) alice?(bob) alice:Accepted +alice", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
    }

    [Fact]
    public void CALL_083_who_is_there_or_too_many_are_refused_and_nobody_is_invited()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        _loop.Add("erin");
        foreach (string[] users in new string[][] { ["dave", "carol"], ["bob"], ["alice"], ["dave", "dave"], [], ["dave", "e", "f", "g", "h", "i", "j"] })
        {
            long invite = _alice.Invite(call, users);
            _loop.Drain();
            Assert.Equal("InvalidArgument", _alice.Operations[invite]);
        }

        Assert.Empty(_dave.Incoming);
        Assert.Equal("Connecting +alice Connected", _bob.Trace(call));
    }

    [Fact]
    public void CALL_083_two_who_invite_the_same_user_at_once_invite_once()
    {
        string call = Connect("bob", "carol");
        long first = _alice.Invite(call, "dave");
        long second = _bob.Invite(call, "dave", "erin");
        _loop.Drain();
        Assert.Equal(("ok", "InvalidArgument"), (_alice.Operations[first], _bob.Operations[second]));
        Assert.Equal([call], _dave.Incoming);
        Assert.All(new[] { _alice, _bob, _carol }, d => Assert.EndsWith("Connected dave?(alice)", d.Trace(call).Replace(" +carol", "", StringComparison.Ordinal).Replace(" carol:Accepted", "", StringComparison.Ordinal).Replace(" +bob", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void CALL_083_who_declined_or_left_may_be_invited_again_and_each_invitation_has_its_outcome()
    {
        string call = Connect("bob", "carol");
        Act(() => _alice.Invite(call, "dave"));
        Act(() => _dave.Reject(call));
        Act(() => _carol.HangUp(call));
        Act(() => _alice.Invite(call, "dave", "carol"));
        Assert.Equal([call, call], _dave.Incoming);
        Act(() => _dave.Accept(call));
        Act(() => _carol.Reject(call));
        Assert.EndsWith(
            "dave?(alice) dave:Rejected -carol(RemoteHangUp) dave?(alice) carol?(alice) dave:Accepted +dave carol:Rejected",
            _bob.Trace(call),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_084_who_hangs_up_leaves_alone()
    {
        string call = Connect("bob", "carol");
        Act(() => _alice.HangUp(call));
        Assert.EndsWith("Ended(LocalHangUp by alice)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-alice(RemoteHangUp)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-alice(RemoteHangUp)", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, _bob.Call(call).State);
    }

    [Fact]
    public void CALL_084_the_caller_ends_it_for_everyone()
    {
        string call = Ring("bob", "carol", "dave");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Accept(call));
        Act(() => _alice.EndForEveryone(call));
        Assert.EndsWith("Ended(LocalHangUp by alice)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.All(new[] { _bob, _carol }, d => Assert.EndsWith("-alice(RemoteHangUp) Ended(RemoteHangUp by alice)", d.Trace(call), StringComparison.Ordinal));
        Assert.Equal("Ended(RemoteCancel by alice)", _dave.Trace(call));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_085_who_remains_alone_is_the_last_unless_somebody_still_rings(bool rings)
    {
        string call = rings ? Ring("bob", "carol") : Connect("bob", "carol");
        if (rings)
        {
            Act(() => _bob.Accept(call));
            Act(() => _bob.HangUp(call));
            Assert.EndsWith("-bob(RemoteHangUp)", _alice.Trace(call), StringComparison.Ordinal);
            _loop.Advance(TimeSpan.FromSeconds(30));
            Assert.EndsWith("-bob(RemoteHangUp) carol:NoAnswer Ended(LastParticipantLeft)", _alice.Trace(call), StringComparison.Ordinal);
        }
        else
        {
            Act(() => _bob.HangUp(call));
            Act(() => _carol.HangUp(call));
            Assert.EndsWith("-bob(RemoteHangUp) -carol(RemoteHangUp) Ended(LastParticipantLeft)", _alice.Trace(call), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CALL_085_a_group_of_one_callee_ends_like_any_other()
    {
        string call = Connect("bob");
        Act(() => _bob.HangUp(call));
        Assert.EndsWith("-bob(RemoteHangUp) Ended(LastParticipantLeft)", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_086_invitations_outlive_the_inviter_where_somebody_has_accepted()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        Act(() => _alice.HangUp(call));
        Assert.EndsWith("-alice(RemoteHangUp)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal("", _carol.Trace(call));
        Act(() => _carol.Accept(call));
        Assert.Equal("Connecting bob:Accepted +bob Connected", _carol.Trace(call));
        Assert.Equal(ParticipantState.Gone, _carol.Call(call).PeerOf("alice")!.State);
        Assert.EndsWith("-alice(RemoteHangUp) carol:Accepted +carol", _bob.Trace(call), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_086_invitations_are_cancelled_where_nobody_is_left(bool answered)
    {
        string call = Ring("bob", "carol");
        if (answered)
        {
            Act(() => _bob.Accept(call));
            Act(() => _bob.HangUp(call));
        }

        Act(() => _alice.HangUp(call));
        Assert.Equal("Ended(RemoteCancel by alice)", _carol.Trace(call));
        Assert.EndsWith(answered ? "Ended(LocalHangUp by alice)" : "Ended(LocalCancel by alice)", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_087_who_declined_comes_in_by_the_calls_id()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Reject(call));
        long join = _carol.Join(call);
        _loop.Drain();
        Assert.Equal(call, _carol.Operations[join]);
        Assert.Equal("+alice Connected +bob", _carol.Trace(call));
        Assert.Equal(CallResponse.Accepted, _carol.Call(call).PeerOf("bob")!.Response);
        Assert.EndsWith("carol:Rejected +carol", _alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("carol:Rejected +carol", _bob.Trace(call), StringComparison.Ordinal);
        Act(() => _carol.HangUp(call));
        Assert.EndsWith("+carol -carol(RemoteHangUp)", _bob.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_087_whom_the_apps_rule_lets_in_comes_in_and_nobody_else()
    {
        var (guest, stranger) = (_loop.Add("guest1"), _loop.Add("stranger"));
        string call = Ring("bob", "carol");
        Assert.Equal("CallGone", Join(guest, call));
        Act(() => _bob.Accept(call));
        Assert.Equal(("CallGone", "CallGone"), (Join(stranger, call), Join(stranger, "nosuch")));
        Assert.Equal("", stranger.Trace(call));
        Assert.Equal(call, Join(guest, call));
        Assert.EndsWith("+guest1", _alice.Trace(call), StringComparison.Ordinal);
        Act(() => _alice.EndForEveryone(call));
        Assert.EndsWith("Ended(RemoteHangUp by alice)", guest.Trace(call), StringComparison.Ordinal);
        Assert.Equal("CallGone", Join(guest, call));
        _loop.Advance(TimeSpan.FromSeconds(200));
        Assert.Empty(_loop.Calls.CallsByUser);
    }

    [Fact]
    public void CALL_087_083_who_was_not_let_in_may_be_invited_afterwards()
    {
        string call = Connect("bob", "carol");
        Assert.Equal("CallGone", Join(_dave, call));
        Act(() => _alice.Invite(call, "dave"));
        Assert.Equal([call], _dave.Incoming);
        Act(() => _dave.Accept(call));
        Assert.Equal(CallState.Connected, _dave.Call(call).State);
    }

    [Fact]
    public void CALL_083_011_who_declined_and_started_the_app_again_may_be_invited_again()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Reject(call));
        _carol.Restart();
        _loop.Drain();
        Assert.Empty(_carol.Incoming);
        Act(() => _bob.Invite(call, "carol"));
        Assert.Equal([call], _carol.Incoming);
    }

    [Fact]
    public void CALL_083_a_caller_who_left_may_be_invited_back_and_is_no_peer_of_their_own()
    {
        string call = Connect("bob", "carol");
        Act(() => _alice.HangUp(call));
        Act(() => _bob.Invite(call, "alice"));
        Assert.Equal([call], _alice.Incoming);
        Assert.Equal(["bob", "carol"], _alice.Call(call).Peers.Select(p => p.UserId));
        Act(() => _alice.Accept(call));
        Assert.Equal("Connecting bob:Accepted carol:Accepted +bob Connected +carol", _alice.Trace(call));
        Assert.EndsWith("-alice(RemoteHangUp) alice?(bob) alice:Accepted +alice", _carol.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_087_a_call_moves_to_a_second_device_and_nobody_left()
    {
        var tablet = _loop.Add("bob", "tablet");
        string call = Connect("bob", "carol");
        Assert.Equal(call, Join(tablet, call));
        Assert.EndsWith("Ended(Replaced by bob)", _bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal("+alice Connected +carol", tablet.Trace(call));
        Assert.EndsWith("bob~Reconnecting bob~Joined", _alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("bob~Reconnecting bob~Joined", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Empty(_bob.MediaOpen);
        Act(() => tablet.HangUp(call));
        Assert.EndsWith("bob~Joined -bob(RemoteHangUp)", _carol.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_087_a_call_of_two_moves_too()
    {
        var tablet = _loop.Add("bob", "tablet");
        string call = _alice.Place("bob");
        _loop.Drain();
        Act(() => _bob.Accept(call));
        Assert.Equal(call, Join(tablet, call));
        Assert.Equal("+alice Connected", tablet.Trace(call));
        Assert.EndsWith("+bob Connected Reconnecting Connected", _alice.Trace(call), StringComparison.Ordinal);
        Act(() => _alice.HangUp(call));
        Assert.EndsWith("Ended(RemoteHangUp by alice)", tablet.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("Ended(Replaced by bob)", _bob.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_088_nobody_accepts_and_all_say_the_same()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Reject(call));
        Act(() => _carol.Reject(call));
        Assert.Equal("Ringing bob:Rejected carol:Rejected Ended(RemoteReject by carol)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_088_nobody_accepts_and_they_differ()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Reject(call));
        _loop.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("Ringing bob:Rejected carol:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
    }

    [Fact]
    public void CALL_089_the_caller_takes_one_invitation_back()
    {
        string call = Ring("bob", "carol");
        long cancel = _alice.CancelInvitation(call, "bob");
        _loop.Drain();
        Assert.Equal("ok", _alice.Operations[cancel]);
        Assert.Equal("Ended(RemoteCancel by alice)", _bob.Trace(call));
        Assert.Equal("Ringing bob:Cancelled", _alice.Trace(call));
        Act(() => _carol.Accept(call));
        long late = _alice.CancelInvitation(call, "carol");
        Assert.Equal("InvalidArgument", _alice.Operations[late]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_089_taking_back_and_accepting_that_cross(bool acceptFirst)
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        long accept = _carol.Accept(call), cancel = _alice.CancelInvitation(call, "carol");
        _loop.DeliverFirst(p => p.Command is not null && p.Device == (acceptFirst ? _carol : _alice).Party);
        _loop.Drain();
        Assert.Equal(acceptFirst ? "ok" : "CallGone:RemoteCancel", _carol.Operations[accept]);
        Assert.Equal(acceptFirst ? "InvalidArgument" : "ok", _alice.Operations[cancel]);
        Assert.Equal(acceptFirst ? CallState.Connected : CallState.Ended, _carol.Call(call).State);
    }

    [Fact]
    public void CALL_089_CALL_087_a_removed_member_is_out_and_stays_out_until_invited()
    {
        string call = Connect("bob", "carol");
        long remove = _alice.Remove(call, "bob");
        _loop.Drain();
        Assert.Equal("ok", _alice.Operations[remove]);
        Assert.Equal("Connecting +alice Connected carol:Accepted +carol Ended(Removed by alice)", _bob.Trace(call));
        Assert.EndsWith("-bob(Removed)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.EndsWith("-bob(Removed)", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal("NotAllowed", Join(_bob, call));
        Act(() => _alice.Invite(call, "bob"));
        Act(() => _bob.Accept(call));
        Assert.Equal(CallState.Connected, _bob.Call(call).State);
    }

    [Fact]
    public void CALL_089_CALL_084_only_the_caller_removes_and_takes_back()
    {
        string call = Ring("bob", "carol", "dave");
        Act(() => _bob.Accept(call));
        Act(() => _carol.Accept(call));
        long remove = _bob.Remove(call, "carol"), cancel = _bob.CancelInvitation(call, "dave");
        _loop.Drain();
        Assert.Equal(("NotAllowed", "NotAllowed"), (_bob.Operations[remove], _bob.Operations[cancel]));
        Assert.Equal("", _dave.Trace(call));
        Assert.Equal(CallState.Connected, _carol.Call(call).State);
        Act(() => _bob.Invite(call, "erin"));
        cancel = _bob.CancelInvitation(call, "erin");
        _loop.Drain();
        Assert.Equal("ok", _bob.Operations[cancel]);
    }

    [Fact]
    public void CALL_045_in_a_group_only_who_does_not_connect_is_given_up()
    {
        string call = Ring("bob", "carol");
        Act(() => _bob.Accept(call));
        _loop.MediaWorks = false;
        Act(() => _carol.Accept(call));
        _loop.Advance(TimeSpan.FromSeconds(20));
        Assert.EndsWith("carol:Accepted", _alice.Trace(call).Replace(" -carol(ConnectFailed)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal((CallState.Connected, CallState.Connected), (_alice.Call(call).State, _bob.Call(call).State));
        Assert.EndsWith("Ended(ConnectFailed)", _carol.Trace(call), StringComparison.Ordinal);
        Assert.Equal(ParticipantState.Gone, _bob.Call(call).PeerOf("carol")!.State);
    }

    [Fact]
    public void CALL_111_in_a_group_the_participant_reconnects_and_the_session_stays()
    {
        string call = Connect("bob", "carol");
        _alice.MediaSays(call, new MediaSignal.PeerInterrupted(_bob.Party));
        Assert.EndsWith("bob~Reconnecting", _alice.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
        _alice.MediaSays(call, new MediaSignal.PeerInterrupted(_carol.Party));
        Assert.EndsWith("bob~Reconnecting carol~Reconnecting Reconnecting", _alice.Trace(call), StringComparison.Ordinal);
        _alice.MediaSays(call, new MediaSignal.PeerConnected(_bob.Party));
        Assert.EndsWith("bob~Joined Connected", _alice.Trace(call), StringComparison.Ordinal);
        _loop.Advance(TimeSpan.FromSeconds(15));
        Assert.EndsWith("Connected -carol(ConnectionLost)", _alice.Trace(call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_112_in_a_group_who_dies_is_lost_and_the_call_goes_on()
    {
        string call = Connect("bob", "carol");
        _loop.Commit(new Calling.Signaling.Switchboards.ServerCommand.DeviceOffline(_bob.Party));
        _loop.Drain();
        Assert.EndsWith("-bob(PeerLost)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
        Assert.Equal(CallEndReason.PeerLost, _carol.Call(call).PeerOf("bob")!.LeftReason);
    }

    private static string? Result(Device device, long operation) => device.Operations[operation];

    private string? Join(Device device, string call)
    {
        long join = device.Join(call);
        _loop.Drain();
        return Result(device, join);
    }

    private void Act(Func<long> act)
    {
        act();
        _loop.Drain();
    }

    private string Ring(params string[] callees)
    {
        string call = _alice.PlaceGroup(callees);
        _loop.Drain();
        return call;
    }

    private string Connect(params string[] callees)
    {
        string call = Ring(callees);
        foreach (var device in new[] { _bob, _carol, _dave }.Where(d => callees.Contains(d.Party.UserId)))
        {
            Act(() => device.Accept(call));
        }

        return call;
    }
}
