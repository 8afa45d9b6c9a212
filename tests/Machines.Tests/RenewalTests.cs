using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Rule CALL-004: a token that runs out is renewed until it has run out.</summary>
public sealed class RenewalTests
{
    private readonly Loop _loop = new();

    [Fact]
    public void CALL_004_a_new_token_is_asked_for_until_one_is_taken()
    {
        var (alice, _, call) = Connected();
        alice.Input(new ClientInput.Signal(new LineSignal.TokenExpiring(TimeSpan.FromSeconds(60))));
        alice.Input(new ClientInput.Signal(new LineSignal.TokenExpiring(TimeSpan.FromSeconds(60))));
        Assert.Equal(1, alice.Renewals);
        alice.Input(new ClientInput.NotRenewed(new(CallErrorCode.Unreachable, "no backend")));
        _loop.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, alice.Renewals);
        alice.Input(new ClientInput.Renewed());
        _loop.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, alice.Renewals);
        Assert.Equal(CallState.Connected, alice.Call(call).State);
        alice.Input(new ClientInput.Signal(new LineSignal.TokenExpiring(TimeSpan.FromSeconds(60))));
        Assert.Equal(3, alice.Renewals);
    }

    [Fact]
    public void CALL_004_only_true_expiry_ends_the_call()
    {
        var (alice, _, call) = Connected();
        alice.Input(new ClientInput.Signal(new LineSignal.TokenExpiring(TimeSpan.FromSeconds(10))));
        alice.Input(new ClientInput.NotRenewed(new(CallErrorCode.AuthenticationFailed, "no")));
        Assert.Equal(CallState.Connected, alice.Call(call).State);
        alice.Input(new ClientInput.Signal(new LineSignal.Closed(LineCloseCause.AuthExpired)));
        Assert.EndsWith("Ended(AuthExpired)", alice.Trace(call), StringComparison.Ordinal);
        _loop.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((1, ClientPhase.SignedOut), (alice.Renewals, alice.Client.Phase));
    }

    [Fact]
    public void CALL_004_where_the_app_gave_no_way_nothing_is_asked()
    {
        var alice = _loop.Add("alice");
        alice.Input(new ClientInput.Signal(new LineSignal.TokenExpiring(TimeSpan.FromSeconds(10))));
        Assert.Equal((0, ClientPhase.SignedIn), (alice.Renewals, alice.Client.Phase));
    }

    private (Device Alice, Device Bob, string Call) Connected()
    {
        var (alice, bob) = (_loop.Add("alice"), _loop.Add("bob"));
        alice.Logout();
        _loop.Drain();
        alice.Login(_ => new("token"));
        string call = alice.Place("bob");
        _loop.Drain();
        bob.Accept(call);
        _loop.Drain();
        return (alice, bob, call);
    }
}
