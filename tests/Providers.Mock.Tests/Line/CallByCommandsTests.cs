namespace Calling.Providers.Mock.Tests;

public sealed class CallByCommandsTests
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();

    [Fact]
    public async Task CALL_012_020_034_A_call_from_place_to_end()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await using var bob = await Device.SignInAsync(_world, "bob");

        Assert.IsType<CommandResult.Done>(await alice.Place("c1", "bob"));
        Assert.Empty(alice.Heard);
        var invited = Assert.IsType<CallSignal.Invited>(Assert.Single(bob.Heard));
        Assert.Equal((alice.Self, TimeSpan.FromSeconds(30)), (invited.Details.Caller, invited.RingRemaining));

        await bob.Alert("c1");
        Assert.Equal("bob", alice.Last<CallSignal.Alerted>().UserId);

        var accepted = Assert.IsType<CommandResult.Done>(await bob.Accept("c1"));
        Assert.Equal(alice.Self, Assert.Single(accepted.View!.Members).Party);
        Assert.Equal(new MediaGrant("mock", "c1"), accepted.View.Grant);
        Assert.Equal(["Alerted", "Responded", "MemberJoined"], alice.HeardNames());
        Assert.Equal(bob.Self, alice.Last<CallSignal.MemberJoined>().Member.Party);

        await bob.HangUp("c1");
        Assert.Equal(new CallEnding(EndCause.HangUp, bob.Self), alice.Last<CallSignal.Ended>().Ending);
        Assert.Equal(["Invited"], bob.HeardNames());
    }

    [Fact]
    public async Task CALL_010_In_virtual_time_a_command_is_done_when_its_call_returns()
    {
        var signIn = Device.SignInAsync(_world, "alice");
        Assert.True(signIn.IsCompletedSuccessfully);
        var place = (await signIn).Place("c1", "bob");
        Assert.True(place.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task CALL_041_Two_minutes_of_ringing_take_no_time_and_end_unanswered_on_both_sides()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await using var bob = await Device.SignInAsync(_world, "bob");
        await alice.Place("c1", "bob", seconds: 120);
        await bob.Alert("c1");

        await _world.AdvanceAsync(TimeSpan.FromSeconds(119.9));
        Assert.DoesNotContain("Ended", alice.HeardNames());
        await _world.AdvanceAsync(TimeSpan.FromSeconds(0.1));

        Assert.Equal(CallResponse.NoAnswer, alice.Last<CallSignal.Responded>().Response);
        Assert.Equal(EndCause.NoAnswer, alice.Last<CallSignal.Ended>().Ending.Cause);
        Assert.Equal(EndCause.NoAnswer, bob.Last<CallSignal.Ended>().Ending.Cause);
    }

    [Fact]
    public async Task CALL_041_A_vendor_without_the_duty_leaves_the_ring_timeout_to_the_devices()
    {
        var lax = new MockOptions { Duties = LineDuties.All & ~LineDuties.RingTimeout };
        await using var alice = await Device.SignInAsync(_world, "alice", options: lax);
        await using var bob = await Device.SignInAsync(_world, "bob");
        await alice.Place("c1", "bob", seconds: 30);
        Assert.Equal(TimeSpan.FromSeconds(30), bob.Last<CallSignal.Invited>().RingRemaining);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(40));
        Assert.DoesNotContain("Ended", bob.HeardNames());
        Assert.Equal(TimeSpan.Zero, Assert.IsType<CommandResult.Done>(await alice.Query("c1")).View!.RingRemaining);

        await alice.Send(id => new CallCommand.EndCall("c1", id, EndCause.NoAnswer, HangUpScope.Self));
        Assert.Equal(EndCause.NoAnswer, bob.Last<CallSignal.Ended>().Ending.Cause);
    }

    [Fact]
    public void CALL_014_A_devices_clock_may_be_wrong_without_its_timers_being_so()
    {
        var provider = new MockCallProvider(new MockOptions { World = _world, ClockSkew = TimeSpan.FromHours(-1) });

        Assert.Equal(VirtualWorld.Epoch.AddHours(-1), provider.Runtime.Time.GetUtcNow());
        Assert.Equal(_world.Runtime.Time.GetTimestamp(), provider.Runtime.Time.GetTimestamp());
    }

    [Fact]
    public async Task CALL_013_A_device_that_signs_in_while_it_rings_learns_it_from_its_first_snapshot()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await alice.Place("c1", "bob");
        await _world.AdvanceAsync(TimeSpan.FromSeconds(12));

        await using var bob = await Device.SignInAsync(_world, "bob");

        var call = Assert.Single(Assert.IsType<LineSignal.Snapshot>(Assert.Single(bob.Heard)).Calls);
        Assert.Equal(("c1", TimeSpan.FromSeconds(18)), (call.CallId, call.RingRemaining));
    }

    [Fact]
    public async Task CALL_021_A_reject_reaches_the_caller_with_its_reason()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await using var bob = await Device.SignInAsync(_world, "bob");
        await alice.Place("c1", "bob");

        await bob.Reject("c1", "später 🙂");

        Assert.Equal("später 🙂", alice.Last<CallSignal.Responded>().Reason);
        Assert.Equal(EndCause.Rejected, alice.Last<CallSignal.Ended>().Ending.Cause);
    }

    [Fact]
    public async Task A_snapshot_comes_when_asked_for()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await alice.Place("c1", "bob");

        alice.Line.RequestSnapshot();

        Assert.True(Assert.Single(alice.Last<LineSignal.Snapshot>().Calls).IsMember);
    }

    [Fact]
    public async Task CALL_005_The_same_device_id_takes_the_former_line_over()
    {
        await using var first = await Device.SignInAsync(_world, "alice", "phone");
        await using var second = await Device.SignInAsync(_world, "alice", "phone");

        Assert.Equal(LineCloseCause.KickedOffline, first.Last<LineSignal.Closed>().Cause);
        Assert.IsType<CommandResult.NotSent>(await first.Place("c1", "bob"));
        Assert.IsType<CommandResult.Done>(await second.Place("c1", "bob"));
    }

    [Fact]
    public async Task CALL_002_Signing_out_is_silent_and_overtakes_nothing()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        await using var bob = await Device.SignInAsync(_world, "bob");
        await alice.Place("c1", "bob");
        using (_world.Virtual.Pause())
        {
            _ = alice.Cancel("c1");
            _ = alice.DisposeAsync().AsTask();
        }

        Assert.Equal(EndCause.Cancelled, bob.Last<CallSignal.Ended>().Ending.Cause);
        Assert.Equal(alice.Self, bob.Last<CallSignal.Ended>().Ending.By);
        Assert.Empty(alice.Heard);
        Assert.Equal([bob.Self], _world.Devices);
        Assert.IsType<CommandResult.NotSent>(await alice.Place("c2", "bob"));
    }

    [Fact]
    public async Task A_command_given_up_on_is_unknown()
    {
        await using var alice = await Device.SignInAsync(_world, "alice");
        using var hold = _world.Faults.Hold(MockMatch.AnyResult);
        using var giveUp = new CancellationTokenSource();
        var sending = alice.Line.SendAsync(new CallCommand.QueryCall("c1", "q"), giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        Assert.IsType<CommandResult.Unknown>(await sending);
    }

    [Fact]
    public async Task Latency_holds_messages_back_in_order()
    {
        var slow = new MockOptions { Latency = TimeSpan.FromMilliseconds(50) };
        await using var bob = await Device.SignInAsync(_world, "bob");
        var signingIn = Device.SignInAsync(_world, "alice", options: slow);
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        var alice = await signingIn;

        var placing = alice.Place("c1", "bob");
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(49));
        Assert.Empty(bob.Heard);
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["Invited"], bob.HeardNames());
        Assert.False(placing.IsCompleted);
        await _world.AdvanceAsync(TimeSpan.FromMilliseconds(50));
        Assert.IsType<CommandResult.Done>(await placing);
    }

    [Fact]
    public async Task A_world_in_real_time_carries_a_call()
    {
        await using var world = MockWorld.CreateRealTime();
        await using var alice = await Device.SignInAsync(world, "alice");
        await using var bob = await Device.SignInAsync(world, "bob");

        Assert.IsType<CommandResult.Done>(await alice.Place("c1", "bob"));
        Assert.IsType<CommandResult.Done>(await bob.Accept("c1"));
        Assert.IsType<CommandResult.Done>(await alice.HangUp("c1"));
    }

    [Fact]
    public async Task Disposing_a_world_closes_its_lines()
    {
        var alice = await Device.SignInAsync(_world, "alice");

        await _world.DisposeAsync();

        Assert.Equal(LineCloseCause.EndedByServer, alice.Last<LineSignal.Closed>().Cause);
    }
}
