namespace Calling.Acs.Emulator.Tests;

public class MultiDeviceTests
{
    [Fact]
    public async Task Every_device_rings_and_those_that_did_not_accept_see_487_10003()
    {
        var stage = new Stage();
        var (anna, phone) = (await stage.SignInAsync(), await stage.SignInAsync());
        var tablet = await stage.SignInAsync(phone.Id);
        var caller = await anna.CallAsync(phone);
        var other = await tablet.RingAsync();
        var callee = await phone.AcceptAsync();
        await stage.SettleAsync();

        Assert.Equal((1, "487/10003"), (other.Ended, other.Reason));
        Assert.Equal((CallState.Connected, CallState.Connected), (caller.Sdk.State, callee.Sdk.State));
        Assert.Empty(tablet.Agent.Calls);
        await Assert.ThrowsAnyAsync<Exception>(() => other.Sdk.AcceptAsync(null).Soon());
    }

    [Fact]
    public async Task A_reject_on_one_device_may_be_for_all()
    {
        var stage = new Stage(new EmulatorSettings { RejectIsForAllEndpoints = true });
        var (anna, phone) = (await stage.SignInAsync(), await stage.SignInAsync());
        var tablet = await stage.SignInAsync(phone.Id);
        var caller = await anna.CallAsync(phone);
        var other = await tablet.RingAsync();
        await phone.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal(("603/0", 1, "603/0"), (caller.Reason, other.Ended, other.Reason));
    }

    [Theory]
    [InlineData(487, 10024)]
    [InlineData(0, 5003)]
    public async Task A_reject_on_one_device_may_be_for_that_device_only(int code, int subcode)
    {
        var stage = new Stage(new EmulatorSettings { RejectIsForAllEndpoints = false, AllEndpointsDeclined = new EndCode(code, subcode) });
        var (anna, phone) = (await stage.SignInAsync(), await stage.SignInAsync());
        var tablet = await stage.SignInAsync(phone.Id);
        var caller = await anna.CallAsync(phone);
        var other = await tablet.RingAsync();
        await phone.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal((CallState.Ringing, 0), (caller.Sdk.State, other.Ended));
        await tablet.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal($"{code}/{subcode}", caller.Reason);
    }

    [Fact]
    public async Task A_reject_per_device_by_the_only_device_is_603_0()
    {
        var stage = new Stage(new EmulatorSettings { RejectIsForAllEndpoints = false });
        var (anna, ben) = (await stage.SignInAsync(), await stage.SignInAsync());
        var caller = await anna.CallAsync(ben);
        await ben.RejectAsync();
        await stage.SettleAsync();
        Assert.Equal("603/0", caller.Reason);
    }

    [Fact]
    public async Task The_second_of_two_accepts_fails()
    {
        var stage = new Stage();
        var (anna, phone) = (await stage.SignInAsync(), await stage.SignInAsync());
        var tablet = await stage.SignInAsync(phone.Id);
        await anna.CallAsync(phone);
        var bells = new[] { await phone.RingAsync(), await tablet.RingAsync() };
        var accepts = bells.Select(bell => bell.Sdk.AcceptAsync(null)).ToList();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(accepts).Soon());
        Assert.Equal(1, accepts.Count(task => task.IsCompletedSuccessfully));
        Assert.Equal(1, phone.Agent.Calls.Count + tablet.Agent.Calls.Count);
    }
}
