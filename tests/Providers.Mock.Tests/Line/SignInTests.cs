namespace Calling.Providers.Mock.Tests;

public sealed class SignInTests
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();

    [Theory]
    [InlineData(MockFaults.InvalidToken)]
    [InlineData("")]
    [InlineData("revoked")]
    public async Task CALL_004_A_refused_token_is_AuthenticationFailed_and_leaves_nothing_behind(string token)
    {
        _world.Faults.RefuseToken("revoked");

        var error = await Assert.ThrowsAsync<CallException>(() => Device.SignInAsync(_world, "alice", token: token));

        Assert.Equal(CallErrorCode.AuthenticationFailed, error.Code);
        Assert.Empty(_world.Devices);
        Assert.Equal(0, _world.Exchange.DeviceCount);
    }

    [Fact]
    public async Task A_scripted_failure_lasts_as_often_as_it_says()
    {
        using var fault = _world.Faults.FailSignIn("alice", CallErrorCode.ProviderFailed, "out of order", times: 2);

        await using var bob = await Device.SignInAsync(_world, "bob");
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<CallException>(() => Device.SignInAsync(_world, "alice"));
            Assert.Equal((CallErrorCode.ProviderFailed, "out of order"), (error.Code, error.Message));
        }

        await using var alice = await Device.SignInAsync(_world, "alice");
        Assert.Throws<ArgumentOutOfRangeException>(() => _world.Faults.FailSignIn(null, CallErrorCode.CallGone));
    }

    [Fact]
    public async Task Signing_in_without_a_network_is_Unreachable()
    {
        using (_world.Faults.Cut("alice"))
        {
            Assert.Equal(CallErrorCode.Unreachable, (await Assert.ThrowsAsync<CallException>(() => Device.SignInAsync(_world, "alice"))).Code);
        }

        await using var alice = await Device.SignInAsync(_world, "alice");
    }

    [Fact]
    public async Task Device_ids_are_the_credentials_or_new()
    {
        await using var one = await Device.SignInAsync(_world, "alice", "phone");
        await using var two = await Device.SignInAsync(_world, "alice");
        await using var three = await Device.SignInAsync(_world, "alice");

        Assert.Equal(["phone", "alice-1", "alice-2"], new[] { one, two, three }.Select(d => d.Self.DeviceId));
    }

    [Fact]
    public async Task CALL_008_A_user_id_that_the_vendor_does_not_take_cannot_sign_in()
        => Assert.Equal(
            CallErrorCode.AuthenticationFailed,
            (await Assert.ThrowsAsync<CallException>(() => Device.SignInAsync(_world, "not allowed"))).Code);
}
