using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Group calls of a vendor that rings by itself, whose line measures nothing, decides nothing and does not say what an invitation is to.</summary>
public sealed class VendorGroupTests
{
    private const string Incoming = "x";
    private static readonly CallParty s_alice = new("alice", "phone");
    private static readonly CallParty s_carol = new("carol", "");
    private static readonly ProviderDescriptor s_vendor = Loop.Provider with { Duties = LineDuties.None };
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(10);
    private readonly Loop _loop = new() { RingsOn = true };
    private readonly Device _alice;

    public VendorGroupTests() => _alice = _loop.Add("alice", provider: s_vendor);

    [Fact]
    public void CALL_082_each_invitation_is_taken_back_when_its_own_time_has_passed()
    {
        var (bob, carol, dave) = (_loop.Add("bob", provider: s_vendor), _loop.Add("carol", provider: s_vendor), _loop.Add("dave", provider: s_vendor));
        string call = _alice.PlaceGroup(["bob", "carol"], configure: o => o.RingTimeout = s_short);
        _loop.Drain();
        bob.Accept(call);
        _loop.Advance(TimeSpan.FromSeconds(5));
        _alice.Invite(call, "dave");
        _loop.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal("", carol.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(0.1));
        const string Before = "Ringing bob:Accepted Connecting +bob Connected dave?(alice) carol:NoAnswer";
        Assert.Equal((Before, "Ended(RemoteCancel by alice)", ""), (_alice.Trace(call), carol.Trace(call), dave.Trace(call)));
        _loop.Advance(TimeSpan.FromSeconds(24.9));
        Assert.Equal("", dave.Trace(call));
        _loop.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal($"{Before} dave:NoAnswer", _alice.Trace(call));
        Assert.False(_alice.IsSet(call, TimerKind.Ring));
    }

    [Fact]
    public void CALL_082_a_member_takes_back_whom_it_has_invited()
    {
        var (bob, carol, dave) = (_loop.Add("bob", provider: s_vendor), _loop.Add("carol"), _loop.Add("dave"));
        string call = _alice.PlaceGroup(["bob", "carol"]);
        _loop.Drain();
        bob.Accept(call);
        _loop.Drain();
        carol.Accept(call);
        _loop.Drain();
        bob.Invite(call, "dave");
        _loop.Advance(TimeSpan.FromSeconds(30));
        Assert.EndsWith("dave?(bob) dave:NoAnswer", bob.Trace(call), StringComparison.Ordinal);
        Assert.Equal("Ended(RemoteCancel by bob)", dave.Trace(call));
    }

    [Fact]
    public void CALL_082_an_answer_that_comes_first_stands()
    {
        var (bob, carol) = (_loop.Add("bob", provider: s_vendor), _loop.Add("carol", provider: s_vendor));
        string call = _alice.PlaceGroup(["bob", "carol"], configure: o => o.RingTimeout = s_short);
        _loop.Drain();
        bob.Accept(call);
        _loop.Advance(TimeSpan.FromSeconds(9.9));
        carol.Accept(call);
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.AcceptCall));
        _loop.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected carol:Accepted +carol", _alice.Trace(call));
    }

    [Fact]
    public void CALL_043_a_first_accept_that_crosses_the_end_of_all_leaves_the_others_taken_back()
    {
        var (bob, carol) = (_loop.Add("bob", provider: s_vendor), _loop.Add("carol", provider: s_vendor));
        string call = _alice.PlaceGroup(["bob", "carol"], configure: o => o.RingTimeout = s_short);
        _loop.Advance(TimeSpan.FromSeconds(9));
        bob.Accept(call);
        Assert.True(_loop.DeliverFirst(p => p.Command is CallCommand.AcceptCall));
        _loop.Lose(p => p.Device == _alice.Party && p.Signal is not null);
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("Ringing bob:Accepted Connecting +bob Connected carol:NoAnswer", _alice.Trace(call));
        Assert.Equal("Ended(RemoteCancel by alice)", carol.Trace(call));
    }

    [Fact]
    public void CALL_088_when_all_times_have_passed_the_call_is_taken_back_as_a_whole()
    {
        var bob = _loop.Add("bob", provider: s_vendor);
        _loop.Add("carol", provider: s_vendor);
        string call = _alice.PlaceGroup(["bob", "carol"], configure: o => o.RingTimeout = s_short);
        _loop.Advance(s_short);
        Assert.Equal("Ringing bob:NoAnswer carol:NoAnswer Ended(NoAnswer)", _alice.Trace(call));
        Assert.Equal("Ended(RemoteCancel by alice)", bob.Trace(call));
    }

    [Theory]
    [InlineData(CallResponse.Rejected, CallResponse.Rejected, "Ended(RemoteReject by carol)")]
    [InlineData(CallResponse.Unreachable, CallResponse.Unreachable, "Ended(Unreachable)")]
    [InlineData(CallResponse.Rejected, CallResponse.Unreachable, "Ended(NoAnswer)")]
    [InlineData(CallResponse.Cancelled, CallResponse.Cancelled, "Ended(LocalCancel by alice)")]
    public void CALL_088_the_device_reads_what_came_of_the_invitations_and_says_so(CallResponse first, CallResponse second, string end)
    {
        string call = Place("bob", "carol");
        Hear(_alice, new CallSignal.Responded(call, 0, "bob", null, first, null));
        Assert.Empty(_loop.Network);
        Hear(_alice, new CallSignal.Responded(call, 0, "carol", null, second, null));
        Assert.Equal($"bob:{first} carol:{second} {end}", _alice.Trace(call));
        Assert.IsType<CallCommand.EndCall>(Assert.Single(_loop.Network).Command);
    }

    [Fact]
    public void CALL_085_who_remains_alone_is_the_last_once_nobody_rings()
    {
        string call = Place("bob", "carol");
        CallParty bob = new("bob", "");
        Hear(_alice, new CallSignal.MemberJoined(call, 0, new(bob, default, Offers: false), null));
        _alice.MeetPeer(call, bob);
        Hear(_alice, new CallSignal.MemberLeft(call, 0, bob, EndCause.HangUp));
        Assert.Equal(CallState.Connected, _alice.Call(call).State);
        Hear(_alice, new CallSignal.Responded(call, 0, "carol", null, CallResponse.Rejected, null));
        Assert.EndsWith("-bob(RemoteHangUp) carol:Rejected Ended(LastParticipantLeft)", _alice.Trace(call), StringComparison.Ordinal);
        Assert.IsType<CallCommand.EndCall>(Assert.Single(_loop.Network).Command);
    }

    [Fact]
    public void CALL_080_a_callee_learns_with_the_answer_that_it_is_a_group_and_who_is_there()
    {
        var bob = Answered(new()
        {
            CallId = Incoming,
            Revision = 0,
            Details = new(s_alice, ["bob", "carol", "dave"], CallMedia.Audio, IsGroup: true),
            Invitations = [new("bob", true, CallResponse.Accepted), new("carol", true, CallResponse.Accepted), new("dave", Alerted: true)],
            Members = [new(s_alice, default, Offers: false), new(s_carol, default, Offers: false)],
            IsMember = true,
        });
        bob.MeetPeer(Incoming, s_alice);
        bob.MeetPeer(Incoming, s_carol);
        Assert.Equal("Connecting carol:Accepted +alice Connected +carol", bob.Trace(Incoming));
        var seen = bob.Call(Incoming).Snapshot;
        Assert.Equal((true, ParticipantState.Ringing), (seen.IsGroup, seen.Participants.Single(p => p.UserId == "dave").State));
        Assert.Equal(["bob", "carol", "dave"], seen.Callees);
        Hear(bob, new CallSignal.UsersInvited(Incoming, 0, ["erin"], null));
        Hear(bob, new CallSignal.MemberLeft(Incoming, 0, s_alice, EndCause.HangUp), new CallSignal.MemberLeft(Incoming, 0, s_carol, EndCause.HangUp));
        Assert.Equal(CallState.Connected, bob.Call(Incoming).State);
        foreach (string user in new[] { "dave", "erin" })
        {
            Hear(bob, new CallSignal.Responded(Incoming, 0, user, null, CallResponse.Cancelled, null));
        }

        Assert.EndsWith(
            "erin? -alice(RemoteHangUp) -carol(RemoteHangUp) dave:Cancelled erin:Cancelled Ended(LastParticipantLeft)", bob.Trace(Incoming), StringComparison.Ordinal);
    }

    [Fact]
    public void CALL_085_a_call_that_goes_on_without_the_other_one_was_a_group()
    {
        var bob = Answered(new()
        {
            CallId = Incoming, Revision = 0, Details = new(s_alice, ["bob"], CallMedia.Audio), Members = [new(s_alice, default, Offers: false)], IsMember = true,
        });
        bob.MeetPeer(Incoming, s_alice);
        Assert.False(bob.Call(Incoming).Snapshot.IsGroup);
        Hear(bob, new CallSignal.MemberLeft(Incoming, 0, s_alice, EndCause.HangUp));
        Assert.Equal("Connecting +alice Connected -alice(RemoteHangUp) Ended(LastParticipantLeft)", bob.Trace(Incoming));
        Assert.True(bob.Call(Incoming).Snapshot.IsGroup);
    }

    [Fact]
    public void CALL_083_somebody_who_comes_in_makes_it_a_group()
    {
        var bob = Answered(new()
        {
            CallId = Incoming, Revision = 0, Details = new(s_alice, ["bob"], CallMedia.Audio), Members = [new(s_alice, default, Offers: false)], IsMember = true,
        });
        Hear(bob, new CallSignal.MemberJoined(Incoming, 0, new(s_carol, default, Offers: false), null));
        Assert.True(bob.Call(Incoming).Snapshot.IsGroup);
        bob.Invite(Incoming, "dave");
        Assert.IsType<CallCommand.InviteUsers>(Assert.Single(_loop.Network).Command);
    }

    private static void Hear(Device device, params IEnumerable<LineSignal> signals)
    {
        foreach (var signal in signals)
        {
            device.Input(new ClientInput.Signal(signal));
        }
    }

    /// <summary>The vendor has taken the call, and what becomes of it is for the test to tell.</summary>
    private string Place(params string[] callees)
    {
        string call = _alice.PlaceGroup(callees);
        Reply<CallCommand.PlaceCall>(_alice, call, new CommandResult.Done());
        return call;
    }

    private Device Answered(CallView view)
    {
        var bob = _loop.Add("bob", provider: s_vendor);
        Hear(bob, new CallSignal.Invited(Incoming, 0, new(s_alice, ["bob"], CallMedia.Audio), TimeSpan.FromSeconds(80)));
        Reply<CallCommand.Alerting>(bob, Incoming, new CommandResult.Done());
        bob.Accept(Incoming);
        Reply<CallCommand.AcceptCall>(bob, Incoming, new CommandResult.Done(view));
        return bob;
    }

    private void Reply<TCommand>(Device device, string call, CommandResult result)
        where TCommand : CallCommand
    {
        var command = Assert.IsType<TCommand>(Assert.Single(_loop.Network).Command);
        _loop.Lose(_ => true);
        device.Input(new ClientInput.Call(call, new CallInput.Result(command.CommandId, result)));
    }
}
