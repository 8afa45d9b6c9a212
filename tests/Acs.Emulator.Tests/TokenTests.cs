namespace Calling.Acs.Emulator.Tests;

public class TokenTests
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);
    private readonly Stage _stage = new();
    private int _requests;

    [Theory]
    [InlineData(true, 50)]
    [InlineData(false, 60)]
    public async Task A_token_is_asked_for_before_the_end_or_at_it_and_the_call_goes_on(bool proactive, int minutes)
    {
        var anna = await SignInAsync(proactive, id => _stage.Cloud.IssueToken(id, s_lifetime));
        var (caller, _) = await _stage.ConnectAsync(anna, await _stage.SignInAsync());
        await _stage.PassAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, _requests);
        await _stage.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _requests);
        await _stage.PassAsync(TimeSpan.FromMinutes(minutes));
        Assert.Equal((2, CallState.Connected), (_requests, caller.Sdk.State));
    }

    [Fact]
    public async Task Without_a_new_token_calls_end_with_495_4507_and_later_ones_with_401_10009()
    {
        var ben = await _stage.SignInAsync();
        var anna = await SignInAsync(proactive: true, _ => null);
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        await _stage.PassAsync(TimeSpan.FromMinutes(50));
        Assert.Equal((1, CallState.Connected), (_requests, caller.Sdk.State));
        await _stage.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((2, "495/4507", CallState.Disconnected), (_requests, caller.Reason, callee.Sdk.State));

        var later = await anna.CallAsync(ben);
        await Until.True(() => later.Sdk.State == CallState.Disconnected);
        Assert.Equal("401/10009", later.Reason);
        Assert.Single(ben.Rings);

        var back = await ben.CallAsync(anna);
        await Until.True(() => back.Sdk.State == CallState.Disconnected);
        Assert.Equal("480/10076", back.Reason);
        Assert.Empty(anna.Rings);
    }

    [Fact]
    public async Task Somebody_else_s_token_and_one_that_has_expired_do_not_do()
    {
        var other = _stage.Cloud.IssueToken(_stage.Cloud.CreateIdentity(), TimeSpan.FromHours(24));
        var anna = await SignInAsync(proactive: true, _ => other);
        var (caller, _) = await _stage.ConnectAsync(anna, await _stage.SignInAsync());
        await _stage.PassAsync(s_lifetime);
        await _stage.SettleAsync();
        Assert.Equal("495/4507", caller.Reason);
    }

    [Fact]
    public async Task A_disposed_agent_asks_for_no_token()
    {
        var anna = await SignInAsync(proactive: true, _ => null);
        anna.Agent.Dispose();
        await _stage.PassAsync(2 * s_lifetime);
        Assert.Equal(0, _requests);
    }

    private async Task<Person> SignInAsync(bool proactive, Func<string, CallToken?> renew)
    {
        string id = _stage.Cloud.CreateIdentity();
        var options = new CallTokenRefreshOptions(proactive);
        options.TokenRefreshRequested += (_, args) =>
        {
            Interlocked.Increment(ref _requests);
            args.CallToken = renew(id);
        };
        var device = _stage.Cloud.Device("renewing");
        var agent = await device.CreateClient(new CallClientOptions()).CreateCallAgentAsync(
            new CallTokenCredential(_stage.Cloud.IssueToken(id, s_lifetime).Token, options), new CallAgentOptions()).Soon();
        return new Person(_stage, device, agent, id);
    }
}
