using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Core.Tests;

public class ShellTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_010_Operations_that_need_nobody_else_are_complete_when_they_return()
    {
        Task login = _rig.LoginAsync();
        Assert.True(login.IsCompletedSuccessfully);
        Task<ICallSession> placing = _rig.PlaceAsync();
        Assert.True(placing.IsCompletedSuccessfully);
        ICallSession session = await placing;
        Assert.Equal(CallState.Dialing, session.Snapshot.State);
        Assert.Matches("^[0-9a-f]{32}$", session.CallId);
        Assert.Same(session, Assert.Single(_rig.Client.Calls));
        Assert.Equal(("alice", "d1"), (_rig.Client.UserId, _rig.Client.DeviceId));
    }

    [Fact]
    public async Task CALL_010_A_request_that_the_app_changes_later_stays_as_it_was_placed()
    {
        await _rig.LoginAsync();
        _rig.Inline.Held = true;
        var callees = new List<string> { "bob" };
        var options = new CallOptions { Attachment = "hello" };
        Task<ICallSession> placing = _rig.Client.PlaceCallAsync(
            new CallRequest(callees, CallMedia.Audio, options), TestContext.Current.CancellationToken);
        callees.Add("mallory");
        options.Attachment = "bye";
        _rig.Inline.Resume();
        await placing;
        ClientInput.Place place = _rig.Inputs.OfType<ClientInput.Place>().Single();
        Assert.Equal(["bob"], place.Request.Callees);
        Assert.Equal("hello", place.Request.Options?.Attachment);
    }

    [Fact]
    public async Task CALL_030_A_token_stops_the_waiting_not_the_hanging_up()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        _rig.Inline.Held = true;
        using var cts = new CancellationTokenSource();
        Task hangUp = session.HangUpAsync(cts.Token);
        await cts.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hangUp);
        _rig.Inline.Resume();
        Assert.Equal(CallState.Ended, session.Snapshot.State);
        Assert.Empty(_rig.Client.Calls);
    }

    [Fact]
    public async Task CALL_114_An_effect_that_fails_ends_its_own_call_and_no_other()
    {
        await _rig.LoginAsync();
        ICallSession first = await _rig.PlaceAsync(), second = await _rig.PlaceAsync();
        _rig.Do(new Effect.PublishIncoming("nobody"), new Effect.Show(Rig.Call(second.CallId, CallState.Ringing)));
        CallInput.End end = Assert.IsType<CallInput.End>(
            Assert.Single(_rig.Inputs.OfType<ClientInput.Call>(), call => call.CallId == "nobody").Input);
        Assert.Equal((null, EndCause.Failed), (end.Operation, end.Cause));
        Assert.Equal(CallState.Dialing, first.Snapshot.State);
        Assert.Equal(CallState.Ringing, second.Snapshot.State);
    }

    [Fact]
    public async Task CALL_114_A_call_that_fails_while_it_is_being_ended_does_not_go_round_for_ever()
    {
        await _rig.LoginAsync();
        _rig.Script = input => input is ClientInput.Call { CallId: "nobody" } ? [new Effect.PublishIncoming("nobody")] : null;
        _rig.Do(new Effect.PublishIncoming("nobody"));
        Assert.Single(_rig.Inputs.OfType<ClientInput.Call>());
    }

    [Fact]
    public async Task CALL_114_A_decision_that_throws_fails_its_operation_and_ends_its_call()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        _rig.Script = input => input is ClientInput.Call { Input: CallInput.Accept } ? throw new InvalidOperationException("broken") : null;
        CallException error = await Assert.ThrowsAsync<CallException>(() => session.AcceptAsync(ct: TestContext.Current.CancellationToken));
        Assert.Equal(CallErrorCode.ProviderFailed, error.Code);
        Assert.Equal(CallState.Ended, session.Snapshot.State);
    }

    [Fact]
    public async Task CALL_036_Disposing_twice_releases_once_and_waits_for_all()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        FakeLine line = _rig.Line;
        await session.DisposeAsync();
        await session.DisposeAsync();
        Assert.Single(_rig.Inputs.OfType<ClientInput.Call>(), call => call.Input is CallInput.Release);
        await _rig.Client.DisposeAsync();
        await _rig.Client.DisposeAsync();
        Assert.Equal((1, 1), (line.Disposed, _rig.Provider.Disposed));
        await Assert.ThrowsAsync<ObjectDisposedException>(_rig.LoginAsync);
        await session.HangUpAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task CALL_038_A_session_that_was_replaced_hands_out_the_one_that_took_its_place()
    {
        await _rig.LoginAsync();
        ICallSession loser = await _rig.PlaceAsync(), winner = await _rig.PlaceAsync();
        CallSnapshot over = Rig.Over(loser.CallId, CallEndReason.Replaced) with { ReplacedBy = winner.CallId };
        _rig.Do(new Effect.Publish(over, new CallEvent.Ended(over.End!)));
        await winner.HangUpAsync(TestContext.Current.CancellationToken);
        Assert.Empty(_rig.Client.Calls);
        Assert.Same(winner, loser.ReplacedBy);
    }
}
