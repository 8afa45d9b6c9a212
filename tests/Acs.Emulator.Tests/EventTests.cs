namespace Calling.Acs.Emulator.Tests;

public class EventTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task Events_come_on_the_thread_pool_and_never_inside_the_call_that_causes_them()
    {
        var (caller, _) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        var carl = await _stage.SignInAsync();
        int here = Environment.CurrentManagedThreadId;
        bool inside = false;
        var seen = new List<(bool Inside, bool Pool)>();
        using var told = new SemaphoreSlim(0);
        caller.Sdk.RemoteParticipantsUpdated += (_, _) =>
        {
            seen.Add((Volatile.Read(ref inside) && Environment.CurrentManagedThreadId == here, Thread.CurrentThread.IsThreadPoolThread));
            told.Release();
        };
        inside = true;
        caller.Sdk.AddParticipant(carl.Identifier);
        inside = false;
        Assert.True(await told.WaitAsync(Until.Deadline));
        Assert.Equal([(false, true)], seen);
    }

    [Fact]
    public async Task An_object_s_events_come_one_at_a_time_and_a_slow_handler_holds_up_that_object_only()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var slow = await anna.CallAsync(ben);
        using var gate = new ManualResetEventSlim();
        int running = 0, most = 0;
        slow.Sdk.StateChanged += (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            gate.Wait(Until.Deadline);
            Interlocked.Decrement(ref running);
        };
        await Until.True(() => !ben.Rings.IsEmpty);
        await ben.Rings.Single().Sdk.AcceptAsync(null).Soon();
        await Until.True(() => Volatile.Read(ref running) == 1);

        var quick = await anna.CallAsync(carl);
        await Until.True(() => quick.Sdk.State == CallState.Ringing);
        Assert.Equal(1, Volatile.Read(ref running));
        gate.Set();
        await _stage.SettleAsync();
        Assert.Equal((1, CallState.Connected), (most, slow.Sdk.State));
    }

    [Fact]
    public async Task What_a_handler_throws_is_noted_and_the_events_go_on()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        caller.Sdk.StateChanged += (_, _) => throw new InvalidOperationException("an app's mistake");
        await Until.True(() => !ben.Rings.IsEmpty);
        await ben.Rings.Single().Sdk.AcceptAsync(null).Soon();
        await Until.True(() => caller.Sdk.State == CallState.Connected && _stage.Cloud.IsQuiet);
        Assert.NotEmpty(_stage.Cloud.HandlerFaults);
        Assert.All(_stage.Cloud.HandlerFaults, fault => Assert.Equal("an app's mistake", fault.Message));
    }

    [Fact]
    public async Task A_call_that_is_disposed_of_tells_nothing_more()
    {
        var (caller, callee) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        caller.Sdk.Dispose();
        await callee.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal([CallState.Connecting, CallState.Ringing, CallState.Connected], caller.States);
    }

    [Fact]
    public async Task A_call_that_came_before_anybody_listened_waits_or_is_missed()
    {
        foreach (bool missed in new[] { false, true })
        {
            var stage = new Stage(new EmulatorSettings { EventsBeforeSubscription = missed });
            var anna = await stage.SignInAsync();
            string id = stage.Cloud.CreateIdentity();
            var credential = new CallTokenCredential(stage.Cloud.IssueToken(id, TimeSpan.FromHours(1)).Token);
            var agent = await stage.Cloud.Device("late").CreateClient(new CallClientOptions()).CreateCallAgentAsync(credential).Soon();
            await anna.Agent.StartCallAsync([new UserCallIdentifier(id)], null).Soon();
            await stage.SettleAsync();
            int rings = 0;
            agent.IncomingCallReceived += (_, _) => rings++;
            await stage.SettleAsync();
            Assert.Equal(missed ? 0 : 1, rings);
        }
    }
}
