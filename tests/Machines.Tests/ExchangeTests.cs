using Calling.Providers;
using Calling.Signaling;
using Calling.Signaling.Switchboards;

namespace Calling.MachineTests;

/// <summary>The exchange at its seams: connections that come, go and race, inboxes that fill, leases that run out.</summary>
public sealed class ExchangeTests : IAsyncDisposable
{
    private static readonly CallParty Alice = new("alice", "phone");
    private static readonly CallParty Bob = new("bob", "phone");
    private readonly ManualTime _time = new();
    private readonly GatedStore _store = new();
    private readonly CallExchange _exchange;

    public ExchangeTests() => _exchange = new(_store, _time, new() { InboxCapacity = 4 });

    public ValueTask DisposeAsync() => _exchange.DisposeAsync();

    [Fact]
    public async Task CALL_110_a_connection_that_resumes_gets_what_it_missed_in_order_and_once()
    {
        var (alice, first) = await RingAsync();
        _exchange.Detach(Bob, first);
        await SubmitAsync(Alice, (id, command) => new CallCommand.EndCall(id, command, EndCause.HangUp, HangUpScope.Self));
        var second = new Receiver();
        var attached = await _exchange.AttachAsync(Bob, second, _exchange.Epoch, 1);
        Assert.True(attached.Resumed);
        Assert.Equal("1:Invited", first.Log);
        Assert.Equal("2:Ended", second.Log);
        Assert.Equal("1:Alerted", alice.Log);
    }

    [Fact]
    public async Task CALL_014_an_invitation_that_waited_for_its_device_rings_that_much_less()
    {
        var (_, first) = await RingAsync();
        _exchange.Detach(Bob, first);
        _time.Advance(TimeSpan.FromSeconds(7));
        var second = new Receiver();
        Assert.True((await _exchange.AttachAsync(Bob, second, _exchange.Epoch, 0)).Resumed);
        Assert.Equal("1:Invited", second.Log);
        Assert.Equal(first.Remaining - TimeSpan.FromSeconds(7), second.Remaining);
    }

    [Fact]
    public async Task CALL_014_an_invitation_whose_end_is_in_the_same_batch_does_not_ring()
    {
        var (_, first) = await RingAsync();
        _exchange.Detach(Bob, first);
        await SubmitAsync(Alice, (id, command) => new CallCommand.CancelCall(id, command));
        var second = new Receiver();
        Assert.True((await _exchange.AttachAsync(Bob, second, _exchange.Epoch, 0)).Resumed);
        Assert.Equal("1:Invited 2:Ended", second.Log);
        Assert.Equal(TimeSpan.Zero, second.Remaining);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task CALL_014_040_a_wall_clock_that_jumps_changes_no_ring_time(int days)
    {
        var (alice, bob) = await RingAsync();
        _exchange.Detach(Bob, bob);
        _time.Wall += TimeSpan.FromDays(days);
        _time.Advance(TimeSpan.FromSeconds(10));
        var again = new Receiver();
        await _exchange.AttachAsync(Bob, again, _exchange.Epoch, 0);
        Assert.Equal(TimeSpan.FromSeconds(20), again.Remaining);
        _time.Wall -= TimeSpan.FromDays(2 * days);
        _time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Equal(("1:Alerted", "1:Invited"), (alice.Log, again.Log));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(("1:Alerted 2:Responded 3:Ended", "1:Invited 2:Ended"), (alice.Log, again.Log));
    }

    [Theory]
    [InlineData("another epoch", 1)]
    [InlineData(null, 99)]
    [InlineData(null, -1)]
    public async Task CALL_110_a_cursor_that_cannot_be_resumed_gets_a_snapshot(string? epoch, long cursor)
    {
        var (_, first) = await RingAsync();
        _exchange.Detach(Bob, first);
        var second = new Receiver();
        var attached = await _exchange.AttachAsync(Bob, second, epoch ?? _exchange.Epoch, cursor);
        Assert.False(attached.Resumed);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(attached.Snapshot!).RingRemaining);
        Assert.Equal("", second.Log);
    }

    [Fact]
    public async Task CALL_110_a_device_that_missed_more_than_is_kept_gets_a_snapshot()
    {
        var (_, bob) = await RingAsync();
        await SubmitAsync(Bob, (id, command) => new CallCommand.AcceptCall(id, command, new(true, true)));
        _exchange.Detach(Bob, bob);
        for (int i = 0; i < 6; i++)
        {
            await SubmitAsync(Alice, (id, command) => new CallCommand.SetMediaState(id, command, new(i % 2 == 0, false)), $"media{i}");
        }

        var again = new Receiver();
        var attached = await _exchange.AttachAsync(Bob, again, _exchange.Epoch, 1);
        Assert.False(attached.Resumed);
        Assert.Equal(7, Assert.Single(attached.Snapshot!).Revision);
        await SubmitAsync(Alice, (id, command) => new CallCommand.SetMediaState(id, command, new(true, true)), "last");
        Assert.Equal($"{attached.Cursor + 1}:MediaStateChanged", again.Log);
    }

    [Fact]
    public async Task CALL_110_acknowledged_signals_make_room()
    {
        var (_, bob) = await RingAsync();
        await SubmitAsync(Bob, (id, command) => new CallCommand.AcceptCall(id, command, new(true, true)));
        for (int i = 0; i < 6; i++)
        {
            await SubmitAsync(Alice, (id, command) => new CallCommand.SetMediaState(id, command, new(i % 2 == 0, false)), $"media{i}");
            _exchange.Acknowledge(Bob, i + 2);
        }

        _exchange.Acknowledge(Bob, 1_000);
        _exchange.Detach(Bob, bob);
        var again = new Receiver();
        Assert.True((await _exchange.AttachAsync(Bob, again, _exchange.Epoch, 7)).Resumed);
        Assert.Equal("", again.Log);
        Assert.StartsWith("1:Invited 2:MediaStateChanged 3:", bob.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CALL_013_a_lease_that_fires_while_the_device_comes_back_does_not_orphan_it()
    {
        var (_, bob) = await RingAsync();
        _exchange.Detach(Bob, bob);
        var late = _time.Due(within: TimeSpan.FromSeconds(15));
        _store.Hold();
        var again = new Receiver();
        var attaching = _exchange.AttachAsync(Bob, again).AsTask();
        foreach (var fire in late)
        {
            fire();
        }

        _store.Release();
        await attaching;
        await SubmitAsync(Alice, (id, command) => new CallCommand.EndCall(id, command, EndCause.HangUp, HangUpScope.Self));
        Assert.Equal("2:Ended", again.Log);
    }

    [Fact]
    public async Task CALL_003_signing_out_and_in_at_the_same_moment_leaves_the_device_reachable()
    {
        var bob = new Receiver();
        await _exchange.AttachAsync(Bob, bob);
        _store.Hold();
        var leaving = _exchange.SignOutAsync(Bob, bob).AsTask();
        var again = new Receiver();
        var coming = _exchange.AttachAsync(Bob, again).AsTask();
        _store.Release(lastFirst: true);
        await Task.WhenAll(leaving, coming);
        await PlaceAsync();
        Assert.Equal("1:Invited", again.Log);
    }

    [Fact]
    public async Task CALL_113_of_two_connections_of_one_device_at_the_same_moment_one_is_closed()
    {
        _store.Hold();
        var (one, two) = (new Receiver(), new Receiver());
        var first = _exchange.AttachAsync(Bob, one).AsTask();
        var second = _exchange.AttachAsync(Bob, two).AsTask();
        _store.Release();
        await Task.WhenAll(first, second);
        await PlaceAsync();
        Assert.Equal("closed(KickedOffline)", one.Log);
        Assert.Equal("1:Invited", two.Log);
    }

    [Fact]
    public async Task CALL_113_a_connection_that_was_taken_over_hears_nothing_and_changes_nothing()
    {
        var bob = new Receiver();
        await _exchange.AttachAsync(Bob, bob);
        _store.Hold();
        var again = new Receiver();
        var attaching = _exchange.AttachAsync(Bob, again).AsTask();
        Assert.Equal("closed(KickedOffline)", bob.Log);
        await _exchange.SignOutAsync(Bob, bob);
        _exchange.Detach(Bob, bob);
        _store.Release();
        await attaching;
        _time.Advance(TimeSpan.FromMinutes(5));
        await PlaceAsync();
        Assert.Equal("closed(KickedOffline)", bob.Log);
        Assert.Equal("1:Invited", again.Log);
        Assert.Equal(1, _exchange.DeviceCount);
    }

    [Fact]
    public async Task CALL_113_a_receiver_that_breaks_its_word_does_not_silence_the_device()
    {
        var bob = new Receiver { Throws = true };
        await _exchange.AttachAsync(Bob, bob);
        await Assert.ThrowsAsync<InvalidOperationException>(() => PlaceAsync().AsTask());
        bob.Throws = false;
        await SubmitAsync(Alice, (id, command) => new CallCommand.EndCall(id, command, EndCause.HangUp, HangUpScope.Self));
        Assert.Equal("2:Ended", bob.Log);
    }

    [Fact]
    public async Task CALL_112_a_device_that_does_not_come_back_ends_its_call_after_the_grace_period_and_nothing_is_kept()
    {
        var (alice, bob) = await RingAsync();
        await SubmitAsync(Bob, (id, command) => new CallCommand.AcceptCall(id, command, new(true, true)));
        _exchange.Detach(Bob, bob);
        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Equal("1:Alerted 2:Responded 3:MemberJoined 4:MemberLine", alice.Log);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("1:Alerted 2:Responded 3:MemberJoined 4:MemberLine 5:Ended", alice.Log);
        _exchange.Detach(Alice, alice);
        _time.Advance(Switchboard.Memory);
        Assert.Equal((0, 0), (_exchange.DeviceCount, _exchange.LiveCallCount));
        Assert.Empty(_store.Current.Calls);
        Assert.Empty(_store.Current.Devices);
        Assert.Empty(_store.Current.CallsByUser);
    }

    private async ValueTask<(Receiver Alice, Receiver Bob)> RingAsync()
    {
        var (alice, bob) = (new Receiver(), new Receiver());
        await _exchange.AttachAsync(Alice, alice);
        await _exchange.AttachAsync(Bob, bob);
        await PlaceAsync();
        await SubmitAsync(Bob, (id, command) => new CallCommand.Alerting(id, command));
        return (alice, bob);
    }

    private async ValueTask PlaceAsync() => await SubmitAsync(
        Alice, (id, command) => new CallCommand.PlaceCall(id, command, ["bob"], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true)));

    private async ValueTask SubmitAsync(CallParty from, Func<string, string, CallCommand> make, string? commandId = null)
    {
        var command = make("call", "command");
        await _exchange.SubmitAsync(from, command with { CommandId = commandId ?? $"{from.UserId}-{command.GetType().Name}" });
    }

    private sealed class Receiver : IDeviceReceiver
    {
        private readonly List<string> _log = [];

        /// <summary>What the last invitation said.</summary>
        public TimeSpan Remaining { get; private set; }

        public bool Throws { get; set; }

        public string Log => string.Join(' ', _log);

        public void OnSignal(long sequence, CallSignal signal)
        {
            if (Throws)
            {
                throw new InvalidOperationException("A receiver never throws.");
            }

            _log.Add($"{sequence}:{signal.GetType().Name}");
            Remaining = (signal as CallSignal.Invited)?.RingRemaining ?? Remaining;
        }

        public void OnClosed(LineCloseCause cause) => _log.Add($"closed({cause})");
    }

    /// <summary>A store whose transactions a test can hold back and let go in either order.</summary>
    private sealed class GatedStore : ICallStore
    {
        private readonly MemoryCallStore _inner = new();
        private List<TaskCompletionSource>? _held;

        public CallSet Current => _inner.Current;

        public void Hold() => _held = [];

        public void Release(bool lastFirst = false)
        {
            var held = _held!;
            _held = null;
            if (lastFirst)
            {
                held.Reverse();
            }

            held.ForEach(h => h.SetResult());
        }

        public async ValueTask<Decision> TransactAsync(ServerCommand command, Func<CallSet, Decision> decide, Action<Decision> committed)
        {
            if (_held is { } held)
            {
                var gate = new TaskCompletionSource();
                held.Add(gate);
                await gate.Task;
            }

            return await _inner.TransactAsync(command, decide, committed);
        }
    }
}
