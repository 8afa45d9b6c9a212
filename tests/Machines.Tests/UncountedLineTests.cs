using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>A line that cannot count its signals: every revision is zero.</summary>
public sealed class UncountedLineTests
{
    private const string Call = "x";
    private static readonly CallParty s_alice = new("alice", "phone");
    private readonly Loop _loop = new();
    private readonly Device _bob;

    public UncountedLineTests()
    {
        _bob = _loop.Add("bob");
        Invite();
        Answer<CallCommand.Alerting>(new CommandResult.Done());
    }

    [Fact]
    public void CALL_020_what_overtakes_the_result_of_an_accept_is_asked_for()
    {
        long accept = _bob.Accept(Call);
        Hear(new CallSignal.MemberJoined(Call, 0, new(s_alice, new(true, true), Offers: false), null));
        Answer<CallCommand.AcceptCall>(new CommandResult.Done());
        Assert.Equal("ok", _bob.Operations[accept]);
        Assert.Empty(_bob.MediaOpen);
        Answer<CallCommand.QueryCall>(new CommandResult.Done(new CallView
        {
            CallId = Call, Revision = 0, Details = Details, IsMember = true, Members = [new(s_alice, new(true, true), Offers: false)],
        }));
        Assert.Equal([Call], _bob.MediaOpen);
        Assert.Empty(_loop.Network);
    }

    [Fact]
    public void CALL_025_what_comes_while_it_rings_is_not_asked_for()
    {
        Hear(new CallSignal.MemberJoined(Call, 0, new(s_alice, new(true, true), Offers: false), null));
        Assert.Equal(CallState.Incoming, _bob.Call(Call).State);
        _bob.Accept(Call);
        Answer<CallCommand.AcceptCall>(new CommandResult.Done());
        Assert.Empty(_loop.Network);
    }

    [Fact]
    public void CALL_013_who_stepped_out_rings_again_after_signing_in_anew_and_not_before()
    {
        _bob.Release(Call);
        Answer<CallCommand.LeaveCall>(new CommandResult.Done());
        Invite();
        Assert.Equal([Call], _bob.Incoming);
        _bob.Logout();
        _bob.Login();
        Invite();
        Assert.Equal([Call, Call], _bob.Incoming);
    }

    private static CallDetails Details => new(s_alice, ["bob"], CallMedia.Video);

    private void Invite() => Hear(new CallSignal.Invited(Call, 0, Details, TimeSpan.FromSeconds(30)));

    private void Hear(LineSignal signal) => _bob.Input(new ClientInput.Signal(signal));

    private void Answer<TCommand>(CommandResult result)
        where TCommand : CallCommand
    {
        var command = Assert.IsType<TCommand>(Assert.Single(_loop.Network).Command);
        _loop.Lose(_ => true);
        _bob.Input(new ClientInput.Call(Call, new CallInput.Result(command.CommandId, result)));
    }
}
