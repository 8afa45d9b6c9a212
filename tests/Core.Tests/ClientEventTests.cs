using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Core.Tests;

public class ClientEventTests
{
    private readonly Rig _rig = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static CallSignal.Invited Invitation(string callId)
        => new(callId, 1, new CallDetails(new CallParty("bob", "d"), ["alice"], CallMedia.Video), TimeSpan.FromSeconds(30));

    [Fact]
    public async Task CALL_125_A_listener_that_comes_late_gets_what_rings_now_and_then_each_new_call_once()
    {
        await _rig.LoginAsync();
        _rig.Signal(Invitation("gone"));
        _rig.Signal(Invitation("rings"));
        _rig.Do(Rig.End("gone"));
        await using IAsyncEnumerator<ICallSession> reader = _rig.Client.ReadIncomingCallsAsync(Ct).GetAsyncEnumerator(Ct);
        _rig.Signal(Invitation("new"));
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("rings", reader.Current.CallId);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("new", reader.Current.CallId);
        Assert.False(reader.MoveNextAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task CALL_125_A_session_that_is_not_announced_yet_comes_once_when_it_is()
    {
        await _rig.LoginAsync();
        _rig.Do(new Effect.OpenSession(Rig.Call("c", CallState.Incoming)));
        await using IAsyncEnumerator<ICallSession> reader = _rig.Client.ReadIncomingCallsAsync(Ct).GetAsyncEnumerator(Ct);
        Task<bool> first = reader.MoveNextAsync().AsTask();
        Assert.False(first.IsCompleted);
        _rig.Do(new Effect.PublishIncoming("c"));
        Assert.True(await first);
        Assert.False(reader.MoveNextAsync().AsTask().IsCompleted);
    }

    [Fact]
    public async Task CALL_003_Listeners_outlive_a_sign_out_and_complete_with_the_client()
    {
        await using IAsyncEnumerator<CallClientEvent> reader = _rig.Client.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        await _rig.LoginAsync();
        await _rig.Client.LogoutAsync(Ct);
        await _rig.LoginAsync();
        _rig.Signal(Invitation("c"));
        await _rig.Client.DisposeAsync();
        var all = new List<CallClientEvent>();
        while (await reader.MoveNextAsync())
        {
            all.Add(reader.Current);
        }

        Assert.Equal(
            [
                new CallClientEvent.StateChanged(CallClientState.SignedOut, SignedOutReason.LoggedOut),
                new CallClientEvent.StateChanged(CallClientState.SignedIn, null),
                new CallClientEvent.StateChanged(CallClientState.SignedOut, SignedOutReason.LoggedOut),
                new CallClientEvent.StateChanged(CallClientState.SignedIn, null),
            ],
            all.OfType<CallClientEvent.StateChanged>().SkipLast(1));
        Assert.IsType<CallClientEvent.IncomingCall>(all[^2]);
    }

    [Fact]
    public async Task CALL_120_A_session_is_read_from_its_snapshot_to_its_end()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        await using IAsyncEnumerator<CallEvent> reader = session.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        _rig.Do(new Effect.Publish(Rig.Call(session.CallId, CallState.Ringing), new CallEvent.StateChanged(CallState.Dialing, CallState.Ringing)));
        await session.HangUpAsync(Ct);
        var all = new List<CallEvent>();
        while (await reader.MoveNextAsync())
        {
            all.Add(reader.Current);
        }

        Assert.Collection(
            all,
            item => Assert.Equal(CallState.Dialing, Assert.IsType<CallEvent.Snapshot>(item).Call.State),
            item => Assert.IsType<CallEvent.StateChanged>(item),
            item => Assert.Equal(CallEndReason.LocalHangUp, Assert.IsType<CallEvent.Ended>(item).End.Reason));
        await using IAsyncEnumerator<CallEvent> late = session.ReadEventsAsync(Ct).GetAsyncEnumerator(Ct);
        Assert.True(await late.MoveNextAsync());
        Assert.NotNull(Assert.IsType<CallEvent.Snapshot>(late.Current).Call.End);
        Assert.False(await late.MoveNextAsync());
    }
}
