namespace Calling.Providers.Mock.Tests;

public sealed class NetworkFaultTests : IAsyncLifetime
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();
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
    public async Task CALL_110_A_cut_line_that_comes_back_in_time_is_resumed_with_what_it_missed()
    {
        using (_world.Faults.Cut("bob"))
        {
            await _alice.Place("c1", "bob");
            await _alice.Cancel("c1");
            await _world.AdvanceAsync(TimeSpan.FromSeconds(14));
            Assert.Equal(["Interrupted"], _bob.HeardNames());
            Assert.IsType<CommandResult.NotSent>(await _bob.Accept("c1"));
        }

        Assert.Equal(["Interrupted", "Restored", "Invited", "Ended"], _bob.HeardNames());
        Assert.True(_bob.Last<LineSignal.Restored>().Resumed);
    }

    [Fact]
    public async Task CALL_110_A_cut_line_that_comes_back_too_late_starts_from_a_snapshot()
    {
        await Answered();
        _bob.Heard.Clear();
        using (_world.Faults.Cut("alice"))
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(59));
            Assert.Equal(["MemberLine"], _bob.HeardNames());
        }

        Assert.Equal(["MemberLine", "MemberLine"], _bob.HeardNames());
        Assert.True(_bob.Last<CallSignal.MemberLine>().Up);
        Assert.True(_alice.Last<LineSignal.Restored>().Resumed);

        using (_world.Faults.Cut("alice"))
        {
            await _bob.HangUp("c1");
            await _world.AdvanceAsync(TimeSpan.FromSeconds(59));
        }

        // No call any more when the line went, so the arbiter kept the device for the full 60 s: still resumed.
        Assert.True(_alice.Last<LineSignal.Restored>().Resumed);

        using (_world.Faults.Cut("alice"))
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(16));
        }

        Assert.False(_alice.Last<LineSignal.Restored>().Resumed);
        Assert.Equal(EndCause.HangUp, Assert.Single(_alice.Last<LineSignal.Snapshot>().Calls).Ending!.Cause);
    }

    [Fact]
    public async Task A_line_that_does_not_come_back_is_closed_after_its_grace()
    {
        using var cut = _world.Faults.Cut("bob");
        await _world.AdvanceAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(LineCloseCause.ConnectionLost, _bob.Last<LineSignal.Closed>().Cause);
        cut.Dispose();
        Assert.Equal("Closed", _bob.HeardNames().Last());
    }

    [Fact]
    public async Task A_dropped_line_loses_silently_until_it_is_noticed()
    {
        var drop = _world.Faults.Drop("bob");
        await _alice.Place("c1", "bob");
        var alerting = _bob.Alert("c1");
        await _world.AdvanceAsync(TimeSpan.FromSeconds(9.9));
        Assert.Empty(_bob.Heard);
        Assert.False(alerting.IsCompleted);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["Interrupted"], _bob.HeardNames());
        Assert.IsType<CommandResult.Unknown>(await alerting);

        drop.Dispose();
        Assert.Equal(["Interrupted", "Restored", "Invited"], _bob.HeardNames());
        Assert.IsType<CommandResult.Done>(await _bob.Alert("c1"));
    }

    [Fact]
    public async Task A_dropped_line_restored_before_anybody_noticed_loses_nothing()
    {
        using (_world.Faults.Drop("bob"))
        {
            await _alice.Place("c1", "bob");
            await _world.AdvanceAsync(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(["Interrupted", "Restored", "Invited"], _bob.HeardNames());
        await _world.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("Interrupted", _bob.HeardNames().Skip(1));
    }

    [Fact]
    public async Task A_stalled_line_loses_nothing_and_keeps_the_order()
    {
        using (_world.Faults.Stall("bob"))
        {
            await _alice.Place("c1", "bob");
            var query = _bob.Query("c1");
            await _alice.Cancel("c1");
            await _world.AdvanceAsync(TimeSpan.FromSeconds(5));
            Assert.Empty(_bob.Heard);
            Assert.False(query.IsCompleted);
        }

        Assert.Equal(["Invited", "Ended"], _bob.HeardNames());
    }

    [Fact]
    public async Task CALL_112_A_killed_process_says_nothing_and_is_noticed_by_grace()
    {
        await Answered();
        _bob.Heard.Clear();

        _world.Faults.Kill("alice");
        Assert.IsType<CommandResult.NotSent>(await _alice.HangUp("c1"));
        await _world.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.False(Assert.IsType<CallSignal.MemberLine>(Assert.Single(_bob.Heard)).Up);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(EndCause.PeerLost, _bob.Last<CallSignal.Ended>().Ending.Cause);
        Assert.DoesNotContain("Ended", _alice.HeardNames());
    }

    [Theory]
    [InlineData(LineCloseCause.KickedOffline)]
    [InlineData(LineCloseCause.AuthExpired)]
    [InlineData(LineCloseCause.EndedByServer)]
    public async Task CALL_005_The_vendor_can_close_a_line(LineCloseCause cause)
    {
        await Answered();

        _world.Faults.Close("bob", cause, new ProviderFault("4001"));

        Assert.Equal((cause, "4001"), (_bob.Last<LineSignal.Closed>().Cause, _bob.Last<LineSignal.Closed>().Fault!.Code));
        Assert.IsType<CallSignal.Ended>(_alice.Heard[^1]);
    }

    [Fact]
    public async Task A_command_under_way_when_the_line_is_cut_is_unknown()
    {
        var stall = _world.Faults.Stall("bob");
        var query = _bob.Query("c1");
        using var cut = _world.Faults.Cut("bob");
        stall.Dispose();

        Assert.IsType<CommandResult.Unknown>(await query);
    }

    private async Task Answered()
    {
        await _alice.Place("c1", "bob");
        await _bob.Accept("c1");
    }
}
