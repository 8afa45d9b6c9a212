namespace Calling.Acs.Emulator.Tests;

public class OneToOneTests
{
    private readonly Stage _stage = new();

    [Fact]
    public async Task An_answered_call_goes_through_the_documented_states()
    {
        var (anna, ben) = (await _stage.SignInAsync(name: "Anna"), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        await caller.HangUpAsync();
        await _stage.SettleAsync();

        Assert.Equal(
            [CallState.Connecting, CallState.Ringing, CallState.Connected, CallState.Disconnecting, CallState.Disconnected], caller.States);
        Assert.Equal([CallState.Connecting, CallState.Connected, CallState.Disconnecting, CallState.Disconnected], callee.States);
        Assert.Equal(("0/0", "0/0"), (caller.Reason, callee.Reason));
        Assert.Equal((CallDirection.Outgoing, CallDirection.Incoming), (caller.Sdk.Direction, callee.Sdk.Direction));
        Assert.Equal(["+1-0", "+0-1"], anna.Updates);
        Assert.Equal(["+1-0", "+0-1"], ben.Updates);
        Assert.Empty(anna.Agent.Calls);
        Assert.Empty(ben.Agent.Calls);
    }

    [Fact]
    public async Task The_callee_learns_who_calls_and_whether_with_video()
    {
        var (anna, ben) = (await _stage.SignInAsync(name: "Anna"), await _stage.SignInAsync());
        await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        Assert.Equal((anna.Id, "Anna"), (bell.Sdk.CallerDetails.Identifier.RawId, bell.Sdk.CallerDetails.DisplayName));
        Assert.False(bell.Sdk.IsVideoEnabled);
        Assert.Null(bell.Sdk.CallEndReason);
        Assert.Equal(0, bell.Ended);
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends_for_the_callee_with_487_0()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        await caller.HangUpAsync();
        await _stage.SettleAsync();
        Assert.Equal((1, "487/0", "0/0"), (bell.Ended, bell.Reason, caller.Reason));
        Assert.Equal([CallState.Connecting, CallState.Ringing, CallState.Disconnecting, CallState.Disconnected], caller.States);
    }

    [Fact]
    public async Task A_rejected_call_ends_with_603_0()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        await ben.RejectAsync();
        await _stage.SettleAsync();
        Assert.Equal("603/0", caller.Reason);
        Assert.Equal(["+", "Disconnected", "-none"], caller.Participants.Where(text => text is not ("Connecting" or "Ringing")));
    }

    [Theory]
    [InlineData(85)]
    [InlineData(120)]
    public async Task A_call_that_nobody_answers_ends_with_487_10004(int seconds)
    {
        var stage = new Stage(new EmulatorSettings { RingTimeout = TimeSpan.FromSeconds(seconds) });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        await stage.PassAsync(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal((CallState.Ringing, 0), (caller.Sdk.State, bell.Ended));
        await stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(("487/10004", "487/10004", 1), (caller.Reason, bell.Reason, bell.Ended));
    }

    [Fact]
    public async Task Who_has_never_been_there_is_told_apart_from_who_is_away_and_who_cannot_be_reached()
    {
        var anna = await _stage.SignInAsync();
        var (ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        ben.Agent.Dispose();
        carl.Device.NetworkDown();
        Assert.Equal("480/10037", await EndOfCallTo(_stage.Cloud.CreateIdentity()));
        Assert.Equal("480/10037", await EndOfCallTo("8:acs:nobody"));
        Assert.Equal("480/10076", await EndOfCallTo(ben.Id));
        Assert.Equal("480/10078", await EndOfCallTo(carl.Id));
        Assert.Empty(carl.Rings);

        async Task<string> EndOfCallTo(string id)
        {
            var line = new Line(await anna.Agent.StartCallAsync([new UserCallIdentifier(id)], null).Soon());
            await Until.True(() => line.Sdk.State == CallState.Disconnected);
            Assert.Equal([CallState.Connecting, CallState.Disconnecting, CallState.Disconnected], line.States);
            return line.Reason;
        }
    }

    [Fact]
    public async Task What_has_ended_can_neither_be_accepted_nor_rejected()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        var bell = await ben.RingAsync();
        await caller.HangUpAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => bell.Sdk.AcceptAsync(null).Soon());
        await Assert.ThrowsAnyAsync<Exception>(() => bell.Sdk.RejectAsync().Soon());
        Assert.Empty(ben.Agent.Calls);
    }

    [Fact]
    public async Task A_second_call_rings_beside_the_first()
    {
        var (anna, ben, carl) = (await _stage.SignInAsync(), await _stage.SignInAsync(), await _stage.SignInAsync());
        var (_, first) = await _stage.ConnectAsync(anna, ben);
        await carl.CallAsync(ben);
        await Until.True(() => ben.Rings.Count == 2);
        await _stage.SettleAsync();
        Assert.Equal(CallState.Connected, first.Sdk.State);
    }

    [Fact]
    public async Task One_to_one_nobody_hangs_up_for_everyone()
    {
        var (caller, callee) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        var error = await Assert.ThrowsAnyAsync<Exception>(() => caller.HangUpAsync(forEveryone: true));
        Assert.Equal(98, error.HResult & 0xFFFF);
        Assert.Equal((CallState.Connected, CallState.Connected), (caller.Sdk.State, callee.Sdk.State));
    }

    [Fact]
    public async Task Hold_is_seen_at_both_ends_and_both_holders_must_resume()
    {
        var (caller, callee) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        await caller.Sdk.HoldAsync().Soon();
        await callee.Sdk.HoldAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal((CallState.LocalHold, CallState.LocalHold), (caller.Sdk.State, callee.Sdk.State));
        await caller.Sdk.ResumeAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal((CallState.RemoteHold, CallState.LocalHold), (caller.Sdk.State, callee.Sdk.State));
        await callee.Sdk.ResumeAsync().Soon();
        await _stage.SettleAsync();
        Assert.Equal((CallState.Connected, CallState.Connected), (caller.Sdk.State, callee.Sdk.State));
    }

    [Fact]
    public async Task The_server_s_id_is_one_at_both_ends()
    {
        var (caller, callee) = await _stage.ConnectAsync(await _stage.SignInAsync(), await _stage.SignInAsync());
        Assert.Equal(await caller.Sdk.GetServerCallIdAsync().Soon(), await callee.Sdk.GetServerCallIdAsync().Soon());
        Assert.NotEqual(caller.Sdk.Id, callee.Sdk.Id);
    }
}
