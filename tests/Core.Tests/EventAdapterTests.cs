using System.Reflection;
using System.Runtime.CompilerServices;
using Calling.Core.Tests.Support;
using Calling.Machines;
using Calling.Providers;

namespace Calling.Core.Tests;

public sealed class EventAdapterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Rig _rig = new();
    private readonly ListLogger _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task CALL_123_A_handler_that_throws_is_logged_and_hinders_neither_the_call_nor_other_handlers()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        using var ui = new UiThread();
        using var adapter = new CallEventAdapter(session, _log, ui);
        var seen = new List<string>();
        var threads = new HashSet<int>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        adapter.Started += (_, e) => seen.Add($"started {e.Call.State}");
        adapter.StateChanged += (_, _) => throw new InvalidOperationException("handler");
        adapter.StateChanged += (_, e) => seen.Add($"{e.State}");
        adapter.Ended += (_, e) =>
        {
            seen.Add($"{e.End.Reason}");
            ended.SetResult();
        };
        adapter.EventRaised += (_, _) => threads.Add(Environment.CurrentManagedThreadId);
        adapter.Start();
        _rig.Do(new Effect.Publish(Rig.Call(session.CallId, CallState.Ringing), new CallEvent.StateChanged(CallState.Dialing, CallState.Ringing)));
        await session.HangUpAsync(Ct);
        await ended.Task.WaitAsync(Patience, Ct);
        Assert.Equal(["started Dialing", "Ringing", "LocalHangUp"], seen);
        Assert.Equal([ui.ThreadId], threads);
        Assert.Single(_log.Lines);
        Assert.Throws<InvalidOperationException>(adapter.Start);
    }

    [Fact]
    public async Task CALL_124_Every_kind_of_event_has_a_handler_of_its_own_and_reaches_it_once()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        using var adapter = new CallEventAdapter(session);
        var seen = new List<Type>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Type[] kinds = [.. typeof(CallEvent).GetNestedTypes().Where(kind => kind.IsSubclassOf(typeof(CallEvent)))];
        foreach (Type kind in kinds)
        {
            var handler = typeof(EventAdapterTests).GetMethod(nameof(Handler), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(kind).Invoke(null, [seen]);
            Assert.Single(adapter.GetType().GetEvents(), e => e.EventHandlerType == handler!.GetType()).AddEventHandler(adapter, (Delegate)handler!);
        }

        adapter.Ended += (_, _) => ended.SetResult();
        adapter.Start();
        foreach (Type kind in kinds.Where(kind => kind != typeof(CallEvent.Snapshot) && kind != typeof(CallEvent.Ended)))
        {
            var item = (CallEvent)RuntimeHelpers.GetUninitializedObject(kind);
            _rig.Do(new Effect.Publish(Rig.Call(session.CallId, CallState.Ringing), item));
        }

        await session.HangUpAsync(Ct);
        await ended.Task.WaitAsync(Patience, Ct);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal), seen.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CALL_122_An_operation_may_be_called_from_a_handler()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        using var adapter = new CallEventAdapter(session);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        adapter.Started += (_, _) => session.HangUpAsync(Ct).GetAwaiter().GetResult();
        adapter.Ended += (_, _) => ended.SetResult();
        adapter.Start();
        await ended.Task.WaitAsync(Patience, Ct);
    }

    [Fact]
    public async Task CALL_123_No_handler_is_called_after_the_adapter_is_disposed()
    {
        await _rig.LoginAsync();
        ICallSession session = await _rig.PlaceAsync();
        using var ui = new UiThread();
        var adapter = new CallEventAdapter(session, _log, ui);
        int calls = 0;
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        adapter.EventRaised += (_, _) =>
        {
            calls++;
            adapter.Dispose();
            disposed.SetResult();
        };
        adapter.Start();
        await disposed.Task.WaitAsync(Patience, Ct);
        await session.HangUpAsync(Ct);
        var behind = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ui.Post(_ => behind.SetResult(), null);
        await behind.Task.WaitAsync(Patience, Ct);
        Assert.Equal((1, 0), (calls, _log.Lines.Count));
        Assert.Equal(CallState.Ended, session.Snapshot.State);
    }

    [Fact]
    public async Task CALL_125_A_clients_adapter_raises_what_rings_now()
    {
        await _rig.LoginAsync();
        _rig.Signal(new CallSignal.Invited("c", 1, new CallDetails(new CallParty("bob", "d"), ["alice"], CallMedia.Audio), Patience));
        using var adapter = new CallClientEventAdapter(_rig.Client);
        var states = new List<CallClientState>();
        var rings = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        adapter.StateChanged += (_, e) => states.Add(e.State);
        adapter.IncomingCall += (_, e) => rings.SetResult(e.Session.CallId);
        adapter.Start();
        Assert.Equal("c", await rings.Task.WaitAsync(Patience, Ct));
        Assert.Equal([CallClientState.SignedIn], states);
    }

    private static EventHandler<T> Handler<T>(List<Type> seen) => (_, _) => seen.Add(typeof(T));
}
