namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class WarmUpTests : EngineTest
{
    [Fact]
    public async Task AfterWarmingUpConnectionsAreMadeAsBefore()
    {
        await Factory.WarmUpAsync(default);
        var (a, b) = await Connected();
        Assert.Equal(PeerConnections.PeerConnectionState.Connected, a.Connection.State);
        Assert.Equal(PeerConnections.PeerConnectionState.Connected, b.Connection.State);
    }

    [Fact]
    public async Task WarmingUpGivesUpWhenToldTo()
        => await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Factory.WarmUpAsync(new CancellationToken(true)));

    [Fact]
    public async Task AnEndedEngineIsNotWarmedUp()
    {
        await Factory.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Factory.WarmUpAsync(default));
    }
}
