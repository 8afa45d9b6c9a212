using Calling.Providers;
using Calling.Signaling.Client;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Signaling.Tests.Line;

/// <summary>Tokens that run out and are renewed (rule CALL-004).</summary>
public class TokenTests
{
    [Theory]
    [InlineData(36_000, 3_600)]
    [InlineData(3_600, 360)]
    [InlineData(600, 60)]
    [InlineData(130, 60)]
    [InlineData(60, 30)]
    [InlineData(2, 1)]
    [InlineData(0, 0)]
    public void CALL_004_notice_is_a_tenth_or_a_minute_but_never_more_than_half(int life, int notice)
        => Assert.Equal(TimeSpan.FromSeconds(notice), TokenWatch.NoticeOf(TimeSpan.FromSeconds(life)));

    [Fact]
    public async Task CALL_004_a_line_says_once_that_its_token_runs_out()
    {
        await using var rig = await Rig.ConnectedAsync(tokenExpiresIn: TimeSpan.FromMinutes(20));
        rig.Time.Advance(TimeSpan.FromMinutes(18) - TimeSpan.FromMilliseconds(1));
        Assert.False(rig.Listener.HasMore);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMinutes(2), (await rig.Listener.NextAsync<LineSignal.TokenExpiring>()).Remaining);
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        await rig.LoseAsync();
        await rig.RestoreAsync(resumed: true, tokenExpiresIn: TimeSpan.FromSeconds(5));
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(rig.Listener.HasMore);
    }

    [Fact]
    public async Task CALL_004_it_says_so_while_it_is_down()
    {
        await using var rig = await Rig.ConnectedAsync(o => o.GracePeriod = TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(3));
        rig.Server.Unreachable = true;
        await rig.LoseAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(1), (await rig.Listener.NextAsync<LineSignal.TokenExpiring>()).Remaining);
        await rig.Line.RenewAsync("token-2");
        rig.Server.Unreachable = false;
        Assert.Equal("token-2", (await rig.RestoreAsync(resumed: true, tokenExpiresIn: TimeSpan.FromMinutes(10))).Token);
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(TimeSpan.FromMinutes(1), (await rig.Listener.NextAsync<LineSignal.TokenExpiring>()).Remaining);
    }

    [Fact]
    public async Task CALL_004_a_renewed_token_is_watched_in_turn()
    {
        await using var rig = await Rig.ConnectedAsync(tokenExpiresIn: TimeSpan.FromMinutes(10));
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        await rig.Listener.NextAsync<LineSignal.TokenExpiring>();
        var renewing = rig.Line.RenewAsync("token-2").AsTask();
        Assert.Equal("token-2", (await rig.Connection.NextAsync<ClientFrame.Renew>()).Token);
        rig.Connection.Say(new ServerFrame.Renewed { TokenExpiresIn = TimeSpan.FromMinutes(10) });
        await renewing.Soon();
        Assert.Equal(TimeSpan.FromMinutes(10), rig.Line.TokenExpiresIn);
        rig.Time.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromMilliseconds(1));
        Assert.False(rig.Listener.HasMore);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        await rig.Listener.NextAsync<LineSignal.TokenExpiring>();
    }

    [Fact]
    public async Task CALL_004_a_refused_renewal_leaves_the_old_token_in_force()
    {
        await using var rig = await Rig.ConnectedAsync(tokenExpiresIn: TimeSpan.FromMinutes(10));
        var renewing = rig.Line.RenewAsync("token-2").AsTask();
        await rig.Connection.NextAsync<ClientFrame.Renew>();
        rig.Connection.Say(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."));
        Assert.Equal(CallErrorCode.AuthenticationFailed, (await Assert.ThrowsAsync<CallException>(() => renewing.Soon())).Code);
        await rig.LoseAsync();
        Assert.Equal("token-1", (await rig.RestoreAsync(resumed: true)).Token);
    }

    [Fact]
    public async Task CALL_004_a_kept_token_that_is_refused_gives_way_to_the_old_one()
    {
        await using var rig = await Rig.ConnectedAsync(tokenExpiresIn: TimeSpan.FromMinutes(10));
        await rig.LoseAsync();
        await rig.Line.RenewAsync("bad");
        var accepting = rig.Server.AcceptAsync();
        await rig.TurnAsync(() => accepting.IsCompleted);
        var refused = await accepting;
        Assert.Equal("bad", (await refused.NextAsync<ClientFrame.Hello>()).Token);
        refused.Say(new ServerFrame.Error(WireErrorCode.AuthenticationFailed, "The sign-in was refused."));
        Assert.Equal("token-1", (await rig.RestoreAsync(resumed: true, tokenExpiresIn: TimeSpan.FromMinutes(9))).Token);
        rig.Time.Advance(TimeSpan.FromMinutes(8));
        await rig.Listener.NextAsync<LineSignal.TokenExpiring>();
    }

    [Fact]
    public async Task CALL_004_a_line_that_is_lost_during_the_renewal_says_so()
    {
        await using var rig = await Rig.ConnectedAsync();
        var renewing = rig.Line.RenewAsync("token-2").AsTask();
        await rig.Connection.NextAsync<ClientFrame.Renew>();
        rig.Connection.Cut();
        Assert.Equal(CallErrorCode.Unreachable, (await Assert.ThrowsAsync<CallException>(() => renewing.Soon())).Code);
        await rig.Listener.NextAsync<LineSignal.Interrupted>();
        await rig.Line.RenewAsync("token-2");
        Assert.Equal("token-2", (await rig.RestoreAsync(resumed: true)).Token);
    }

    [Fact]
    public async Task CALL_004_a_token_that_ran_out_closes_the_line_and_nothing_follows()
    {
        await using var rig = await Rig.ConnectedAsync(tokenExpiresIn: TimeSpan.FromMinutes(10));
        rig.Connection.Say(new ServerFrame.Farewell(ByeCause.AuthExpired));
        rig.Connection.Close(CloseCodes.AuthExpired);
        Assert.Equal(LineCloseCause.AuthExpired, (await rig.Listener.NextAsync<LineSignal.Closed>()).Cause);
        Assert.Equal(CallErrorCode.Unreachable, (await Assert.ThrowsAsync<CallException>(() => rig.Line.RenewAsync("token-2").AsTask())).Code);
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(rig.Listener.HasMore);
        Assert.Equal(0, rig.Time.TimerCount);
    }

    [Fact]
    public async Task CALL_005_a_sole_device_says_so_when_it_signs_in()
    {
        await using var rig = new Rig();
        rig.Options.SoleDevice = true;
        var connecting = rig.ConnectAsync();
        var (_, hello) = await rig.Server.WelcomeAsync();
        await using var line = await connecting.Soon();
        Assert.True(hello.Sole);
    }
}
