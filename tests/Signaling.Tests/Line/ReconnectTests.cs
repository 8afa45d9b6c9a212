using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

public class ReconnectTests
{
    private static ServerFrame.Notify Signal(long sequence) => new(sequence, new CallSignal.Alerted("c1", sequence, "bob"));

    [Fact]
    public async Task CALL_110_signals_come_once_and_in_order_over_a_lost_connection()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say(Signal(1));
        rig.Connection.Say(Signal(2));
        Assert.Equal(1, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
        Assert.Equal(2, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
        await rig.LoseAsync();
        var hello = await rig.RestoreAsync(resumed: true, cursor: 2);
        Assert.Equal(new ResumePoint("e1", 2), hello.Resume);
        Assert.Equal("phone", hello.Device);
        foreach (var sequence in new long[] { 2, 3, 3, 4 })
        {
            rig.Connection.Say(Signal(sequence));
        }

        Assert.Equal(3, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
        Assert.Equal(4, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
        Assert.False(rig.Listener.HasMore);
    }

    [Fact]
    public async Task A_server_that_forgot_says_how_things_are_and_counts_anew()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say(Signal(1));
        rig.Connection.Say(Signal(2));
        await rig.Listener.NextAsync<CallSignal.Alerted>();
        await rig.Listener.NextAsync<CallSignal.Alerted>();
        await rig.LoseAsync();
        await rig.RestoreAsync(resumed: false, epoch: "e2");
        rig.Connection.Say(Signal(1));
        Assert.Equal(1, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
        await rig.LoseAsync();
        Assert.Equal(new ResumePoint("e2", 1), (await rig.RestoreAsync(resumed: true, cursor: 1, epoch: "e2")).Resume);
    }

    [Fact]
    public async Task CALL_110_it_gives_up_when_the_grace_period_is_over()
    {
        await using var rig = await Rig.ConnectedAsync(o => o.GracePeriod = TimeSpan.FromSeconds(20));
        var pending = rig.Line.SendAsync(new CallCommand.Alerting("c1", "m1"), default);
        await rig.Connection.NextAsync<ClientFrame.Submit>();
        rig.Server.Unreachable = true;
        await rig.LoseAsync();
        await Until.True(() => rig.Time.TimerCount > 1);
        var start = rig.Time.GetUtcNow();
        await rig.TurnAsync(() => rig.Listener.HasMore);
        Assert.Equal(LineCloseCause.ConnectionLost, (await rig.Listener.NextAsync<LineSignal.Closed>()).Cause);
        Assert.True(rig.Time.GetUtcNow() - start >= TimeSpan.FromSeconds(19.9));
        Assert.IsType<CommandResult.Unknown>(await pending.Soon());
        Assert.Equal("lineClosed", Assert.IsType<CommandResult.NotSent>(await rig.Line.SendAsync(new CallCommand.Busy("c", "m"), default)).Fault.Code);
        var attempts = rig.Server.Attempts;
        rig.Server.Unreachable = false;
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(attempts, rig.Server.Attempts);
    }

    [Fact]
    public void Waits_double_are_jittered_and_bounded()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(8), new Random(1));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var bound = Math.Min(8_000, 250 * Math.Pow(2, attempt));
            Assert.InRange(backoff.Delay(attempt).TotalMilliseconds, bound / 2, bound);
        }

        var many = Enumerable.Range(0, 100).Select(_ => backoff.Delay(10)).Distinct().Count();
        Assert.InRange(many, 90, 100);
    }

    [Fact]
    public async Task Attempts_are_spaced_by_the_waits()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Server.Unreachable = true;
        await rig.LoseAsync();
        await Until.True(() => rig.Time.TimerCount == 2);
        Assert.InRange(rig.Time.Next!.Value.TotalMilliseconds, 125, 250);
        foreach (var bound in new[] { 500, 1_000, 2_000, 4_000, 8_000, 8_000 })
        {
            var attempts = rig.Server.Attempts;
            rig.Time.Advance(rig.Time.Next!.Value);
            await Until.True(() => rig.Server.Attempts == attempts + 1 && rig.Time.TimerCount == 2);
            Assert.InRange(rig.Time.Next!.Value.TotalMilliseconds, bound / 2, bound);
        }
    }

    [Theory]
    [InlineData(ByeCause.KickedOffline, LineCloseCause.KickedOffline)]
    [InlineData(ByeCause.AuthExpired, LineCloseCause.AuthExpired)]
    [InlineData(ByeCause.EndedByServer, LineCloseCause.EndedByServer)]
    public async Task CALL_005_after_such_a_farewell_it_never_comes_back(ByeCause bye, LineCloseCause cause)
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say(new ServerFrame.Farewell(bye));
        rig.Connection.Close(1000);
        Assert.Equal(cause, (await rig.Listener.NextAsync<LineSignal.Closed>()).Cause);
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, rig.Server.Attempts);
        Assert.False(rig.Listener.HasMore);
    }

    [Theory]
    [InlineData(CloseCodes.KickedOffline, LineCloseCause.KickedOffline)]
    [InlineData(CloseCodes.AuthExpired, LineCloseCause.AuthExpired)]
    [InlineData(CloseCodes.EndedByServer, LineCloseCause.EndedByServer)]
    public async Task CALL_005_the_close_code_alone_says_it_too(int code, LineCloseCause cause)
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Close(code);
        Assert.Equal(cause, (await rig.Listener.NextAsync<LineSignal.Closed>()).Cause);
    }

    [Theory]
    [InlineData(CloseCodes.GoingAway)]
    [InlineData(CloseCodes.InternalError)]
    [InlineData(CloseCodes.SlowConsumer)]
    [InlineData(CloseCodes.RateLimited)]
    public async Task After_any_other_close_it_comes_back(int code)
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say(new ServerFrame.Farewell(ByeCause.GoingAway));
        rig.Connection.Close(code);
        await rig.Listener.NextAsync<LineSignal.Interrupted>();
        await rig.RestoreAsync(resumed: true);
    }

    [Fact]
    public async Task CALL_004_a_token_refused_when_coming_back_has_run_out()
    {
        await using var rig = await Rig.ConnectedAsync();
        await rig.LoseAsync();
        var next = rig.Server.AcceptAsync();
        await rig.TurnAsync(() => next.IsCompleted);
        (await next).Say(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."));
        Assert.Equal(LineCloseCause.AuthExpired, (await rig.Listener.NextAsync<LineSignal.Closed>()).Cause);
    }

    [Fact]
    public async Task CALL_004_a_renewed_token_is_used_from_then_on()
    {
        await using var rig = await Rig.ConnectedAsync();
        var renewing = rig.Line.RenewAsync("token-2").AsTask();
        Assert.Equal("token-2", (await rig.Connection.NextAsync<ClientFrame.Renew>()).Token);
        rig.Connection.Say(new ServerFrame.Renewed { TokenExpiresIn = TimeSpan.FromMinutes(1) });
        await renewing.Soon();
        Assert.Equal(TimeSpan.FromMinutes(1), rig.Line.TokenExpiresIn);
        await rig.LoseAsync();
        Assert.Equal("token-2", (await rig.RestoreAsync(resumed: true)).Token);
    }

    [Fact]
    public async Task CALL_004_a_refused_renewal_changes_nothing()
    {
        await using var rig = await Rig.ConnectedAsync();
        var renewing = rig.Line.RenewAsync("bad").AsTask();
        await rig.Connection.NextAsync<ClientFrame.Renew>();
        rig.Connection.Say(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."));
        Assert.Equal(CallErrorCode.AuthenticationFailed, (await Assert.ThrowsAsync<CallException>(() => renewing.Soon())).Code);
        await rig.LoseAsync();
        Assert.Equal("token-1", (await rig.RestoreAsync(resumed: true)).Token);
    }

    [Fact]
    public async Task CALL_004_a_token_given_while_the_line_is_down_brings_it_back()
    {
        await using var rig = await Rig.ConnectedAsync();
        await rig.LoseAsync();
        await rig.Line.RenewAsync("token-2").AsTask().Soon();
        Assert.Equal("token-2", (await rig.RestoreAsync(resumed: true)).Token);
    }

    [Fact]
    public async Task Messages_of_a_newer_server_are_passed_over()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say("""{"type":"later"}"""u8.ToArray());
        rig.Connection.Say("""{"type":"signal","sequence":1,"signal":{"type":"later","callId":"c1","revision":1}}"""u8.ToArray());
        rig.Connection.Say(Signal(2));
        Assert.Equal(2, (await rig.Listener.NextAsync<CallSignal.Alerted>()).Revision);
    }

    [Fact]
    public async Task A_server_that_talks_nonsense_loses_the_connection()
    {
        await using var rig = await Rig.ConnectedAsync();
        rig.Connection.Say("{"u8.ToArray());
        await rig.Listener.NextAsync<LineSignal.Interrupted>();
        await rig.RestoreAsync(resumed: true);
    }

    [Fact]
    public async Task What_was_processed_is_acknowledged_now_and_then()
    {
        await using var rig = await Rig.ConnectedAsync();
        for (var sequence = 1; sequence <= 40; sequence++)
        {
            rig.Connection.Say(Signal(sequence));
        }

        Assert.Equal(32, (await rig.Connection.NextAsync<ClientFrame.Acknowledge>()).Cursor);
    }
}
