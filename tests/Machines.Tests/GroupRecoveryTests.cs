using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>A member of a group call whose line was down, or to whom signals were lost, learns each event that it missed, once (rules CALL-080, CALL-110).</summary>
public sealed class GroupRecoveryTests
{
    private readonly Loop _loop = new();
    private readonly Device _alice;
    private readonly Device _bob;
    private readonly Device _tablet;
    private readonly Device _carol;
    private readonly Device _dave;
    private readonly Device _guest;
    private readonly string _call;

    public GroupRecoveryTests()
    {
        (_alice, _bob, _carol) = (_loop.Add("alice"), _loop.Add("bob"), _loop.Add("carol"));
        (_dave, _guest, _tablet) = (_loop.Add("dave"), _loop.Add("guest1"), _loop.Add("bob", "tablet"));
        _call = _alice.PlaceGroup(["bob", "carol"]);
        _loop.Drain();
        Do(() => _bob.Accept(_call));
        Do(() => _carol.Accept(_call));
        _carol.Traces[_call].Clear();
    }

    public static TheoryData<string, string, bool> Missed { get; } = Pairs(
        ("invited", "dave?(bob)"),
        ("rejected", "dave?(bob) dave:Rejected(later)"),
        ("taken back", "dave?(bob) dave:Cancelled"),
        ("accepted", "dave?(bob) dave:Accepted +dave"),
        ("accepted and left", "dave?(bob) dave:Accepted"),
        ("invited twice", "dave?(bob) dave:Rejected(later) dave?(alice)"),
        ("invited twice and accepted", "dave?(bob) dave:Rejected(later) dave?(alice) dave:Accepted +dave"),
        ("joined", "+guest1"),
        ("joined and left", ""),
        ("left", "-bob(RemoteHangUp)"),
        ("left and came back", "-bob(RemoteHangUp) +bob"),
        ("left and invited again", "-bob(RemoteHangUp) bob?(alice)"),
        ("left, invited again and came back", "-bob(RemoteHangUp) bob?(alice) bob:Accepted +bob"),
        ("removed", "-bob(RemoteHangUp)"),
        ("moved", "bob~Reconnecting bob~Joined"),
        ("muted", "bob:cam"),
        ("ended", "-alice(RemoteHangUp) Ended(RemoteHangUp by alice)"),
        ("all at once", "dave?(bob) dave:Rejected(later) bob~Reconnecting +guest1 bob~Joined"));

    [Theory]
    [MemberData(nameof(Missed))]
    public void CALL_110_080_what_others_did_while_the_line_was_down_is_told_once(string what, string told, bool twice)
    {
        _loop.Cut(_carol);
        Happen(what);
        _loop.Restore(_carol);
        _loop.Drain();
        if (twice)
        {
            // The same snapshot again, and everything else that might be told twice.
            _loop.SendSnapshot(_carol);
            _loop.Drain();
        }

        AssertTold(what, told, _carol.Traces[_call].Where(w => !w.StartsWith('!')));
    }

    [Theory]
    [MemberData(nameof(Missed))]
    public void CALL_110_113_signals_that_were_lost_show_as_a_gap_and_are_asked_for(string what, string told, bool twice)
    {
        Happen(what, () => _loop.Lose(p => p.Device == _carol.Party && p.Signal is not CallSignal.Ended));
        if (twice)
        {
            _loop.SendSnapshot(_carol);
        }

        // The next signal shows that something is missing.
        _alice.Camera(_call, false);
        _loop.Drain();
        if (what != "ended")
        {
            Assert.Contains("alice:mic", _carol.Traces[_call]);
        }

        AssertTold(what, told, _carol.Traces[_call].Where(w => w != "alice:mic"));
    }

    [Fact]
    public void CALL_086_080_who_was_away_while_everybody_else_changed_is_in_the_call_that_there_is()
    {
        _loop.Cut(_carol);
        Do(() => _bob.Invite(_call, "dave"));
        Do(() => _dave.Accept(_call));
        Do(() => _alice.HangUp(_call));
        Do(() => _bob.HangUp(_call));
        _loop.Restore(_carol);
        _loop.Drain();
        Assert.Equal(
            ["dave?(bob)", "dave:Accepted", "-alice(RemoteHangUp)", "-bob(RemoteHangUp)", "+dave"],
            _carol.Traces[_call].Where(w => !w.StartsWith('!') && w is not ("Reconnecting" or "Connected")).OrderBy(w => w.StartsWith('+')));
        Assert.Equal((CallState.Connected, CallState.Connected), (_carol.Call(_call).State, _dave.Call(_call).State));
    }

    [Fact]
    public void CALL_112_085_a_member_whose_line_does_not_come_back_is_lost_and_the_last_one_is_alone()
    {
        Do(() => _bob.HangUp(_call));
        _loop.Cut(_carol);
        _loop.Drain();
        Assert.Equal(CallState.Connected, _alice.Call(_call).State);
        _loop.Advance(Loop.Grace);
        Assert.EndsWith("-bob(RemoteHangUp) -carol(PeerLost) Ended(LastParticipantLeft)", _alice.Trace(_call), StringComparison.Ordinal);
        Assert.EndsWith("Ended(ConnectionLost)", _carol.Trace(_call), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_089_110_who_was_removed_while_away_learns_it_and_does_not_come_back()
    {
        _loop.Cut(_carol);
        Do(() => _alice.Remove(_call, "carol"));
        _loop.Restore(_carol);
        _loop.Drain();
        Assert.EndsWith("Ended(Removed by alice)", _carol.Trace(_call), StringComparison.Ordinal);
        Assert.Empty(_carol.MediaOpen);
        Assert.Equal(["alice", "bob"], _loop.Calls.Calls[_call].Seats.Select(s => s.Party.UserId));
    }

    [Fact]
    public void CALL_083_110_an_invitation_that_was_lost_with_the_line_is_sent_again_and_invites_once()
    {
        long invite = _carol.Invite(_call, "dave");
        _loop.Cut(_carol);
        _loop.Restore(_carol);
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("ok", _carol.Operations[invite]);
        Assert.Equal([_call], _dave.Incoming);

        // This time the answer is lost, and the invitation is not.
        Do(() => _dave.Reject(_call));
        invite = _carol.Invite(_call, "dave");
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.InviteUsers && p.Result is null));
        _loop.Cut(_carol);
        _loop.Restore(_carol);
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("ok", _carol.Operations[invite]);
        Assert.Equal([_call, _call], _dave.Incoming);
        Assert.Equal(["dave?(carol)", "dave:Rejected", "dave?(carol)"], _carol.Traces[_call].Where(w => w.StartsWith("dave", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CALL_087_110_a_join_that_was_lost_with_the_line_is_asked_again(bool arrived)
    {
        long join = _guest.Join(_call);
        if (arrived)
        {
            Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.JoinCall && p.Result is null));
        }

        _loop.Cut(_guest);
        _loop.Restore(_guest);
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(_call, _guest.Operations[join]);
        Assert.Equal(CallState.Connected, _guest.Call(_call).State);
        Assert.Equal(1, _carol.Traces[_call].Count(w => w == "+guest1"));
    }

    private static TheoryData<string, string, bool> Pairs(params (string What, string Told)[] cases)
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var (what, told) in cases)
        {
            data.Add(what, told, false);
            data.Add(what, told, true);
        }

        return data;
    }

    private void AssertTold(string what, string told, IEnumerable<string> trace)
    {
        Assert.Equal(told, string.Join(' ', trace));
        if (what == "ended")
        {
            Assert.DoesNotContain(_loop.Calls.CallsOf("carol"), c => c.Ending is null);
            return;
        }

        // And it is where everybody else is.
        var call = _carol.Call(_call);
        Assert.Equal(CallState.Connected, call.State);
        Assert.Equal(
            _loop.Calls.Calls[_call].Seats.Select(s => s.Party).Where(p => p != _carol.Party).OrderBy(p => p.UserId, StringComparer.Ordinal),
            call.Peers.Where(p => p.State == ParticipantState.Joined).Select(p => new CallParty(p.UserId, p.DeviceId!)).OrderBy(p => p.UserId, StringComparer.Ordinal));
        Assert.Equal(_loop.Calls.Calls[_call].Invitations.Length, call.InvitationCount);
    }

    /// <summary>What the others do, all of it arrived everywhere but where it is lost.</summary>
    private void Happen(string what, Action? lose = null)
    {
        void Act(Func<long> act)
        {
            act();
            while (_loop.InFlight > 0)
            {
                lose?.Invoke();
                if (_loop.InFlight > 0)
                {
                    _loop.Step();
                }
            }
        }

        switch (what)
        {
            case "invited":
                Act(() => _bob.Invite(_call, "dave"));
                break;
            case "rejected":
                Happen("invited", lose);
                Act(() => _dave.Reject(_call, "later"));
                break;
            case "taken back":
                Happen("invited", lose);
                Act(() => _alice.CancelInvitation(_call, "dave"));
                break;
            case "accepted":
                Happen("invited", lose);
                Act(() => _dave.Accept(_call));
                break;
            case "accepted and left":
                Happen("accepted", lose);
                Act(() => _dave.HangUp(_call));
                break;
            case "invited twice":
                Happen("rejected", lose);
                Act(() => _alice.Invite(_call, "dave"));
                break;
            case "invited twice and accepted":
                Happen("invited twice", lose);
                Act(() => _dave.Accept(_call));
                break;
            case "joined":
                Act(() => _guest.Join(_call));
                break;
            case "joined and left":
                Happen("joined", lose);
                Act(() => _guest.HangUp(_call));
                break;
            case "left":
                Act(() => _bob.HangUp(_call));
                break;
            case "left and came back":
                Happen("left", lose);
                Act(() => _bob.Join(_call));
                break;
            case "left and invited again":
                Happen("left", lose);
                Act(() => _alice.Invite(_call, "bob"));
                break;
            case "left, invited again and came back":
                Happen("left and invited again", lose);
                Act(() => _bob.Accept(_call));
                break;
            case "removed":
                Act(() => _alice.Remove(_call, "bob"));
                break;
            case "moved":
                Act(() => _tablet.Join(_call));
                break;
            case "muted":
                Act(() => _bob.Microphone(_call, false));
                break;
            case "ended":
                Act(() => _alice.EndForEveryone(_call));
                break;
            default:
                Happen("rejected", lose);
                Happen("joined", lose);
                Happen("moved", lose);
                break;
        }
    }

    private void Do(Func<long> act)
    {
        act();
        _loop.Drain();
    }
}
