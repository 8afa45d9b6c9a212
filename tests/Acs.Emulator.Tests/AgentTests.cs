namespace Calling.Acs.Emulator.Tests;

public class AgentTests
{
    private const int InvalidArgument = unchecked((int)0x80070057);
    private readonly Stage _stage = new();

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("a..c")]
    [InlineData("eyJhIjoxfQ.eyJhIjoxfQ.eyJhIjoxfQ")]
    [InlineData("eyJhIjoxfQ.MQ.eyJhIjoxfQ")]
    public void A_malformed_token_is_refused_at_once(string token) =>
        Assert.Equal(InvalidArgument, Assert.ThrowsAny<Exception>(() => new CallTokenCredential(token)).HResult);

    [Fact]
    public async Task Expired_foreign_revoked_and_orphaned_tokens_are_refused()
    {
        string id = _stage.Cloud.CreateIdentity();
        string expired = _stage.Cloud.IssueToken(id, TimeSpan.FromHours(1)).Token;
        _stage.Time.Advance(TimeSpan.FromHours(1));
        string revoked = _stage.Cloud.IssueToken(id, TimeSpan.FromHours(1)).Token;
        _stage.Cloud.RevokeTokens(id);
        string orphaned = _stage.Cloud.IssueToken(id, TimeSpan.FromHours(1)).Token;
        _stage.Cloud.DeleteIdentity(id);
        string foreign = new Stage().Cloud is var other ? other.IssueToken(other.CreateIdentity(), TimeSpan.FromHours(1)).Token : "";
        foreach (string token in new[] { expired, revoked, orphaned, foreign })
        {
            Assert.Equal(InvalidArgument, (await RefusalAsync(_stage.Cloud.Device("one"), token)).HResult);
        }
    }

    [Fact]
    public async Task One_device_has_one_agent_per_identity_and_a_disposed_one_gives_way()
    {
        var anna = await _stage.SignInAsync();
        string token = _stage.Cloud.IssueToken(anna.Id, TimeSpan.FromHours(1)).Token;
        await RefusalAsync(anna.Device, token);
        await _stage.SignInAsync(anna.Id);
        anna.Agent.Dispose();
        await AgentAsync(anna.Device, token);
    }

    [Fact]
    public async Task A_client_has_one_agent_at_a_time()
    {
        var client = _stage.Cloud.Device("one").CreateClient(new CallClientOptions());
        var first = await client.CreateCallAgentAsync(new CallTokenCredential(Token()), new CallAgentOptions()).Soon();
        await Assert.ThrowsAnyAsync<Exception>(() => client.CreateCallAgentAsync(new CallTokenCredential(Token()), new CallAgentOptions()).Soon());
        first.Dispose();
        await client.CreateCallAgentAsync(new CallTokenCredential(Token())).Soon();

        string Token() => _stage.Cloud.IssueToken(_stage.Cloud.CreateIdentity(), TimeSpan.FromHours(1)).Token;
    }

    [Fact]
    public void Only_a_device_makes_clients()
    {
        Assert.Throws<NotSupportedException>(() => new CallClient());
        Assert.Throws<NotSupportedException>(() => new CallClient(new CallClientOptions()));
    }

    [Fact]
    public async Task A_disposed_agent_hangs_up_and_neither_calls_nor_rings()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        var (caller, callee) = await _stage.ConnectAsync(anna, ben);
        anna.Agent.Dispose();
        await _stage.SettleAsync();
        Assert.Equal(("0/0", "0/0"), (caller.Reason, callee.Reason));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => anna.CallAsync(ben));
    }

    [Fact]
    public async Task Nobody_calls_himself_nobody_or_the_same_twice()
    {
        var (anna, ben) = (await _stage.SignInAsync(), await _stage.SignInAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => anna.CallAsync(anna));
        await Assert.ThrowsAsync<ArgumentException>(() => anna.CallAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => anna.CallAsync(ben, ben));
        await Assert.ThrowsAsync<ArgumentException>(() => anna.JoinAsync(Guid.Empty));
        Assert.Empty(anna.Agent.Calls);
    }

    private Task<CallAgent> AgentAsync(EmulatedDevice device, string token) =>
        device.CreateClient(new CallClientOptions()).CreateCallAgentAsync(new CallTokenCredential(token), new CallAgentOptions()).Soon();

    private Task<Exception> RefusalAsync(EmulatedDevice device, string token) => Assert.ThrowsAnyAsync<Exception>(() => AgentAsync(device, token));
}
