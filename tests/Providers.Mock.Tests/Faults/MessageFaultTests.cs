using System.Globalization;

namespace Calling.Providers.Mock.Tests;

public sealed class MessageFaultTests : IAsyncLifetime
{
    private readonly MockWorld _world = MockWorld.CreateVirtual(seed: 7);
    private Device _alice = null!;
    private Device _bob = null!;

    public async ValueTask InitializeAsync()
    {
        _alice = await Device.SignInAsync(_world, "alice");
        _bob = await Device.SignInAsync(_world, "bob");
    }

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
    }

    [Fact]
    public async Task Delayed_signals_are_overtaken()
    {
        using var fault = _world.Faults.Delay(MockMatch.Signal<CallSignal.Invited>().Of("bob"), TimeSpan.FromSeconds(2));
        await _alice.Place("c1", "bob");
        await _alice.Cancel("c1");
        Assert.Equal(["Ended"], _bob.HeardNames());

        await _world.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(["Ended", "Invited"], _bob.HeardNames());
    }

    [Fact]
    public async Task A_delayed_command_is_carried_out_later()
    {
        using var fault = _world.Faults.Delay(MockMatch.Command<CallCommand.PlaceCall>().Of(_alice.Self), TimeSpan.FromSeconds(2));
        var placing = _alice.Place("c1", "bob");
        Assert.False(placing.IsCompleted);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.IsType<CommandResult.Done>(await placing);
        Assert.Equal(["Invited"], _bob.HeardNames());
    }

    [Fact]
    public async Task CALL_113_A_doubled_command_is_carried_out_once_and_a_doubled_signal_is_the_same()
    {
        using var commands = _world.Faults.Duplicate(MockMatch.AnyCommand);
        using var signals = _world.Faults.Duplicate(MockMatch.AnySignal.Of("bob").Times(1), TimeSpan.FromSeconds(1));

        Assert.IsType<CommandResult.Done>(await _alice.Place("c1", "bob"));
        Assert.Single(_bob.Heard);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, _bob.Heard.Count);
        Assert.Same(_bob.Heard[0], _bob.Heard[1]);
        Assert.Equal(1, _world.Exchange.LiveCallCount);
    }

    [Fact]
    public async Task Reordered_signals_come_in_an_order_of_the_seeds()
    {
        using (_world.Faults.Reorder(MockMatch.AnySignal.Of("alice"), 3))
        {
            await _alice.Place("c1", "bob");
            await _bob.Alert("c1");
            Assert.Empty(_alice.Heard);
            await _bob.Accept("c1");
            Assert.Equal(3, _alice.Heard.Count);
            Assert.NotEqual(["Alerted", "Responded", "MemberJoined"], _alice.HeardNames());
            await _bob.HangUp("c1");
            Assert.Equal(3, _alice.Heard.Count);
        }

        Assert.Equal("Ended", _alice.HeardNames().Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_024_Accept_and_cancel_can_be_made_to_cross_in_both_orders(bool acceptFirst)
    {
        await _alice.Place("c1", "bob");
        using var accepts = _world.Faults.Hold(MockMatch.Command<CallCommand.AcceptCall>());
        using var cancels = _world.Faults.Hold(MockMatch.Command<CallCommand.CancelCall>());
        var (accept, cancel) = (_bob.Accept("c1"), _alice.Cancel("c1"));
        Assert.Equal((1, 1), (accepts.Held.Count, cancels.Held.Count));
        Assert.False(accept.IsCompleted || cancel.IsCompleted);

        Assert.True((acceptFirst ? accepts : cancels).ReleaseNext());
        Assert.True((acceptFirst ? cancels : accepts).ReleaseNext());

        if (acceptFirst)
        {
            Assert.IsType<CommandResult.Done>(await accept);
            Assert.Equal(RefusalCode.AlreadyAccepted, Assert.IsType<CommandResult.Refused>(await cancel).Code);
        }
        else
        {
            Assert.IsType<CommandResult.Done>(await cancel);
            Assert.Equal(EndCause.Cancelled, Assert.IsType<CommandResult.Refused>(await accept).Ending!.Cause);
        }
    }

    [Fact]
    public async Task A_hold_lets_everything_go_in_order_when_disposed()
    {
        using (var hold = _world.Faults.Hold(MockMatch.AnySignal.Of("bob")))
        {
            await _alice.Place("c1", "bob");
            await _alice.Cancel("c1");
            Assert.Equal(["Invited", "Ended"], hold.Held.Select(m => m.Signal!.GetType().Name));
            Assert.Empty(_bob.Heard);
        }

        Assert.Equal(["Invited", "Ended"], _bob.HeardNames());
    }

    [Fact]
    public async Task The_vendor_can_refuse_without_doing_or_do_without_saying()
    {
        using (_world.Faults.Answer(
            MockMatch.Command<CallCommand.PlaceCall>().Times(1), new CommandResult.Refused(RefusalCode.RateLimited, null, "Too many.")))
        {
            Assert.Equal(RefusalCode.RateLimited, Assert.IsType<CommandResult.Refused>(await _alice.Place("c1", "bob")).Code);
            Assert.Empty(_bob.Heard);
        }

        using (_world.Faults.Answer(
            MockMatch.Result<CallCommand.PlaceCall>(), new CommandResult.Unknown(new ProviderFault("504", "Gateway timeout."))))
        {
            Assert.IsType<CommandResult.Unknown>(await _alice.Place("c2", "bob"));
            Assert.Equal(["Invited"], _bob.HeardNames());
        }

        using (_world.Faults.Answer(MockMatch.AnyCommand.Of("bob"), new CommandResult.NotSent(new ProviderFault("full"))))
        {
            Assert.IsType<CommandResult.NotSent>(await _bob.Accept("c2"));
        }

        Assert.IsType<CommandResult.Done>(await _bob.Accept("c2"));
    }

    [Fact]
    public async Task Lost_signals_never_come()
    {
        using var fault = _world.Faults.Lose(MockMatch.Signal<CallSignal.Invited>());
        await _alice.Place("c1", "bob");
        await _alice.Cancel("c1");

        Assert.Equal(["Ended"], _bob.HeardNames());
    }

    [Fact]
    public async Task A_fault_takes_only_its_count_and_only_what_it_matches()
    {
        using var fault = _world.Faults.Lose(MockMatch.AnySignal.Of("bob").Where(m => m.CallId == "c2").Times(1));
        await _alice.Place("c1", "bob");
        await _alice.Place("c2", "bob");
        await _alice.Cancel("c2");

        Assert.Equal(["c1 Invited", "c2 Ended"], _bob.Heard.Cast<CallSignal>().Select(s => $"{s.CallId} {s.GetType().Name}"));
    }

    [Fact]
    public async Task A_thousand_identical_runs_with_faults_leave_identical_traces()
    {
        var first = await RunOnce();
        Assert.Contains("Invited", first, StringComparison.Ordinal);
        for (var run = 1; run < 1_000; run++)
        {
            Assert.Equal(first, await RunOnce());
        }

        static async Task<string> RunOnce()
        {
            var world = MockWorld.CreateVirtual(seed: 3);
            world.Faults.Reorder(MockMatch.AnySignal.Of("alice"), 2);
            world.Faults.Delay(MockMatch.AnyCommand.Of("bob"), TimeSpan.FromMilliseconds(30));
            world.Faults.Duplicate(MockMatch.AnySignal.Of("bob"), TimeSpan.FromMilliseconds(20));
            var alice = await Device.SignInAsync(world, "alice");
            var bob = await Device.SignInAsync(world, "bob");
            _ = alice.Place("c1", "bob");
            _ = bob.Alert("c1");
            _ = bob.Accept("c1");
            await world.AdvanceAsync(TimeSpan.FromMilliseconds(35));
            _ = alice.HangUp("c1");
            await world.AdvanceAsync(TimeSpan.FromSeconds(1));
            return string.Create(
                CultureInfo.InvariantCulture, $"{string.Join(',', alice.HeardNames())}|{string.Join(',', bob.HeardNames())}|{world.Virtual.PendingTimers}");
        }
    }
}
