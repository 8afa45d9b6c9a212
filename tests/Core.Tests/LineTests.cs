using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Core.Tests;

public class LineTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_125_What_a_line_says_before_its_sign_in_returned_is_heard_after_LineOpened()
    {
        var connecting = new TaskCompletionSource();
        ICallLineObserver early = null!;
        _rig.Provider.Connecting = (observer, _) =>
        {
            early = observer;
            return connecting.Task;
        };
        Task login = _rig.LoginAsync();
        early.OnSignal(new CallSignal.Alerted("c", 1, "bob"));
        early.OnSignal(new CallSignal.Alerted("c", 2, "bob"));
        connecting.SetResult();
        await login;
        Assert.Collection(
            _rig.Inputs,
            input => Assert.IsType<ClientInput.Login>(input),
            input => Assert.IsType<ClientInput.LineOpened>(input),
            input => Assert.Equal(1, Assert.IsType<CallSignal.Alerted>(Assert.IsType<ClientInput.Signal>(input).Value).Revision),
            input => Assert.Equal(2, Assert.IsType<CallSignal.Alerted>(Assert.IsType<ClientInput.Signal>(input).Value).Revision));
    }

    [Fact]
    public async Task CALL_002_Nothing_of_a_line_is_heard_after_it_was_closed()
    {
        await _rig.LoginAsync();
        FakeLine old = _rig.Line;
        var result = new TaskCompletionSource<CommandResult>();
        old.Sending = _ => new ValueTask<CommandResult>(result.Task);
        _rig.Do(new Effect.Send(new CallCommand.Alerting("c", "1")));
        await _rig.Client.LogoutAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, old.Disposed);
        await _rig.LoginAsync();
        int before = _rig.Inputs.Count;
        old.Observer.OnSignal(new CallSignal.Alerted("c", 1, "bob"));
        result.SetResult(new CommandResult.Done());
        Assert.Equal(before, _rig.Inputs.Count);
    }

    [Fact]
    public async Task CALL_030_Every_command_gets_a_result_whatever_the_provider_does()
    {
        await _rig.LoginAsync();
        _rig.Line.Sending = command => command.CommandId switch
        {
            "1" => new ValueTask<CommandResult>(new CommandResult.Done()),
            "2" => throw new InvalidOperationException("thrown"),
            _ => new ValueTask<CommandResult>(Task.FromException<CommandResult>(new CallException(CallErrorCode.ProviderFailed, "later") { ProviderCode = "77" })),
        };
        _rig.Do(
            new Effect.Send(new CallCommand.Alerting("c", "1")),
            new Effect.Send(new CallCommand.Alerting("c", "2")),
            new Effect.Send(new CallCommand.Alerting("c", "3")));
        CallInput.Result[] results = [.. _rig.Inputs.OfType<ClientInput.Call>().Select(call => call.Input).OfType<CallInput.Result>()];
        Assert.Equal(["1", "2", "3"], results.Select(result => result.CommandId));
        Assert.IsType<CommandResult.Done>(results[0].Value);
        Assert.Equal("InvalidOperationException", Assert.IsType<CommandResult.Unknown>(results[1].Value).Fault.Code);
        Assert.Equal("77", Assert.IsType<CommandResult.Unknown>(results[2].Value).Fault.Code);
    }

    [Fact]
    public void CALL_030_A_command_without_a_line_is_not_sent_and_says_so()
    {
        _rig.Script = input => input is ClientInput.Place ? [new Effect.Send(new CallCommand.Alerting("c", "1"))] : null;
        _ = _rig.PlaceAsync();
        CallInput input = Assert.Single(_rig.Inputs.OfType<ClientInput.Call>()).Input;
        Assert.IsType<CommandResult.NotSent>(Assert.IsType<CallInput.Result>(input).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_004_A_sign_in_that_is_given_up_leaves_nothing_behind(bool obedient)
    {
        var connecting = new TaskCompletionSource();
        _rig.Provider.Connecting = (_, ct) => obedient ? connecting.Task.WaitAsync(ct) : connecting.Task;
        using var cts = new CancellationTokenSource();
        Task login = _rig.Client.LoginAsync(CallCredential.FromToken("alice", "secret"), cts.Token);
        Assert.False(login.IsCompleted);
        await cts.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login);
        Assert.Single(_rig.Inputs.OfType<ClientInput.LineRefused>());

        // A provider that comes too late has its line disposed, and a further sign-in works.
        connecting.SetResult();
        _rig.Provider.Connecting = (_, _) => Task.CompletedTask;
        await _rig.LoginAsync();
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        Assert.Equal(obedient ? 0 : 1, _rig.Provider.Lines.SkipLast(1).Sum(line => line.Disposed));
        Assert.Equal(0, _rig.Line.Disposed);
        Assert.Single(_rig.Inputs.OfType<ClientInput.LineOpened>());
    }

    [Fact]
    public async Task CALL_004_A_sign_in_given_up_after_the_line_opened_is_through()
    {
        using var cts = new CancellationTokenSource();
        await _rig.Client.LoginAsync(CallCredential.FromToken("alice", "secret"), cts.Token);
        await cts.CancelAsync();
        Assert.Equal(CallClientState.SignedIn, _rig.Client.State);
        Assert.Empty(_rig.Inputs.OfType<ClientInput.LineRefused>());
    }

    [Fact]
    public async Task CALL_002_Signing_out_while_signing_in_silences_the_sign_in()
    {
        var connecting = new TaskCompletionSource();
        _rig.Provider.Connecting = (_, _) => connecting.Task;
        Task login = _rig.LoginAsync();
        await _rig.Client.LogoutAsync(TestContext.Current.CancellationToken);
        connecting.SetResult();
        Assert.DoesNotContain(_rig.Inputs, input => input is ClientInput.LineOpened or ClientInput.LineRefused);
        Assert.Equal(1, _rig.Line.Disposed);
        Assert.False(login.IsCompleted);
    }

    [Fact]
    public async Task CALL_004_A_provider_that_throws_refuses_the_sign_in_with_its_code()
    {
        _rig.Provider.Connecting = (_, _) => throw new TimeoutException("no answer");
        CallException error = await Assert.ThrowsAsync<CallException>(_rig.LoginAsync);
        Assert.Equal((CallErrorCode.ProviderFailed, "TimeoutException"), (error.Code, error.ProviderCode));
    }

    [Fact]
    public async Task CALL_002_Signing_out_is_through_when_the_line_is_gone()
    {
        await _rig.LoginAsync();
        var leaving = new TaskCompletionSource();
        _rig.Line.Leaving = leaving.Task;
        Task logout = _rig.Client.LogoutAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CallClientState.SignedOut, _rig.Client.State);
        Assert.False(logout.IsCompleted);
        leaving.SetResult();
        await logout;
    }

    [Fact]
    public async Task CALL_110_A_client_that_was_flooded_asks_for_a_snapshot_as_its_machine_says()
    {
        await _rig.LoginAsync();
        _rig.Script = input => input is ClientInput.SignalsLost ? [new Effect.RequestSnapshot()] : null;
        _rig.Inline.Held = true;
        for (int i = 0; i < 10_000; i++)
        {
            _rig.Signal(new CallSignal.Alerted("c", i, "bob"));
        }

        _rig.Inline.Resume();
        Assert.Equal(1, _rig.Line.SnapshotsAsked);
        Assert.InRange(_rig.Inputs.Count, 3, 1_030);
    }
}
