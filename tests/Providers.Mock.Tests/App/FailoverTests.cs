using Calling.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Providers.Mock.Tests;

/// <summary>Rule CALL-143 with two whole vendors by one clock: what docs/failover.md promises.</summary>
public sealed class FailoverTests : IAsyncDisposable
{
    private readonly MockWorld _main = MockWorld.CreateVirtual();
    private readonly MockWorld _spare;
    private readonly List<ServiceProvider> _apps = [];

    public FailoverTests() => _spare = MockWorld.CreateVirtual(_main.Virtual);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Nothing stays behind, whatever the test did.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider app in _apps)
        {
            ValueTask disposing = app.DisposeAsync();
            await _main.AdvanceAsync(TimeSpan.FromSeconds(3));
            await disposing;
        }

        await _main.AdvanceAsync(TimeSpan.FromSeconds(200));
        foreach (MockWorld world in new[] { _main, _spare })
        {
            Assert.Empty(world.Devices);
            Assert.Equal((0, 0), (world.Media.OpenSessions, world.Media.OpenSources()));
        }

        Assert.Equal(0, _main.Virtual.PendingTimers);
    }

    [Fact]
    public async Task CALL_143_A_call_through_the_spare_vendor_from_ring_to_release()
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        using IDisposable cut = _main.Faults.Cut("alice");
        _main.RunUntilIdle();
        ICallSession call = await alice.CallAsync("bob", CallMedia.Video, ct: Ct);
        ICallSession incoming = Assert.Single(bob.Calls);
        Assert.Equal((call.CallId, CallState.Ringing), (incoming.CallId, call.Snapshot.State));
        await incoming.AcceptAsync(ct: Ct);
        await _main.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal((CallState.Connected, CallState.Connected), (call.Snapshot.State, incoming.Snapshot.State));
        Assert.Equal((0, 100), (_main.Media.FramesSent("bob", MediaKind.Audio), _spare.Media.FramesSent("bob", MediaKind.Audio)));

        await incoming.HangUpAsync(Ct);
        _main.RunUntilIdle();
        Assert.Equal(CallEndReason.RemoteHangUp, call.Snapshot.End?.Reason);
    }

    [Fact]
    public async Task CALL_143_Before_the_invitation_has_left_the_spare_vendor_rings_and_the_callee_once()
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        using IDisposable fault = _main.Faults.Answer(
            MockMatch.Command<CallCommand.PlaceCall>(), new CommandResult.NotSent(new ProviderFault("backlogged")));
        await alice.CallAsync("bob", CallMedia.Audio, ct: Ct);
        await _main.AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.Single(bob.Calls);
        Assert.Equal((0, 1), (Known(_main, "bob"), Known(_spare, "bob")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_143_After_it_may_have_left_the_spare_vendor_never_rings(bool itHadLeft)
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        MockMatch lost = itHadLeft ? MockMatch.Result<CallCommand.PlaceCall>() : MockMatch.Command<CallCommand.PlaceCall>();
        using MockHold hold = _main.Faults.Hold(lost.Of("alice").Times(1));
        ICallSession call = await alice.CallAsync("bob", CallMedia.Audio, ct: Ct);
        using (_main.Faults.Cut("alice"))
        {
            await _main.AdvanceAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(CallClientState.SignedIn, alice.State);
        }

        await _main.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(0, Known(_spare, "bob"));
        Assert.Equal(itHadLeft ? CallState.Ringing : CallState.Dialing, call.Snapshot.State);
        Assert.Equal(itHadLeft ? 1 : 0, bob.Calls.Count);
        Assert.True(hold.ReleaseNext());
        await _main.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal((CallState.Ringing, 1), (call.Snapshot.State, bob.Calls.Count));
        Assert.Equal(0, Known(_spare, "bob"));
    }

    [Fact]
    public async Task CALL_110_143_A_call_outlives_its_vendors_interruption_and_the_other_vendor_still_rings()
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        ICallSession call = await alice.CallAsync("bob", CallMedia.Audio, ct: Ct);
        await Assert.Single(bob.Calls).AcceptAsync(ct: Ct);
        _main.RunUntilIdle();
        using (_main.Faults.Cut("alice"))
        {
            await _main.AdvanceAsync(TimeSpan.FromSeconds(20));
            Assert.Equal((CallClientState.SignedIn, CallState.Connected), (alice.State, call.Snapshot.State));
            await call.HangUpAsync(Ct);
            await alice.CallAsync("carol", CallMedia.Audio, ct: Ct);
            _main.RunUntilIdle();
            Assert.Equal(CallState.Dialing, Assert.Single(alice.Calls).Snapshot.State);
            Assert.Equal((0, 1), (Known(_main, "carol", "alice"), Known(_spare, "carol", "alice")));
        }

        await _main.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Empty(bob.Calls);
    }

    [Fact]
    public async Task CALL_143_A_vendor_that_was_away_at_the_sign_in_joins_later()
    {
        using (_main.Faults.Cut("bob"))
        {
            ICallClient bob = await SignInAsync("bob");
            Assert.Equal((0, 1), (_main.Devices.Count, _spare.Devices.Count));
            await _main.AdvanceAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(CallClientState.SignedIn, bob.State);
        }

        await _main.AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((1, 1), (_main.Devices.Count, _spare.Devices.Count));
        Assert.Equal(_spare.Devices[0], _main.Devices[0]);
    }

    [Theory]
    [InlineData(LineCloseCause.ConnectionLost, true)]
    [InlineData(LineCloseCause.EndedByServer, false)]
    public async Task CALL_143_A_vendor_that_closes_the_line_ends_its_call_alone(LineCloseCause cause, bool comesBack)
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        ICallSession call = await alice.CallAsync("bob", CallMedia.Audio, ct: Ct);
        await Assert.Single(bob.Calls).AcceptAsync(ct: Ct);
        _main.RunUntilIdle();
        _main.Faults.Close("alice", cause);
        await _main.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(CallState.Ended, call.Snapshot.State);
        Assert.Equal(CallClientState.SignedIn, alice.State);
        Assert.Equal(comesBack ? 2 : 1, _main.Devices.Count);
        await alice.CallAsync("carol", CallMedia.Audio, ct: Ct);
        Assert.Single(alice.Calls);
        Assert.Equal((comesBack ? 1 : 0, comesBack ? 0 : 1), (Known(_main, "carol", "alice"), Known(_spare, "carol", "alice")));
    }

    /// <summary>Calls that a vendor's arbiter has for a user's device, or to a callee by the device that placed them.</summary>
    private static int Known(MockWorld world, string user, string? by = null)
        => world.Devices.Where(device => device.UserId == (by ?? user))
            .Sum(device => world.Exchange.Snapshot(device).Count(view => view.Details.Callees.Contains(user)));

    private async Task<ICallClient> SignInAsync(string user)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Calling:Provider", "Main"), new("Calling:Fallback:0", "Spare")]).Build();
        var services = new ServiceCollection();
        services.AddCalling(settings.GetSection("Calling")).AddMock("Main", m => m.World = _main).AddMock("Spare", m => m.World = _spare);
        ServiceProvider app = services.BuildServiceProvider();
        _apps.Add(app);
        var client = app.GetRequiredService<ICallClient>();
        await client.LoginAsync(CallCredential.FromToken(user, "any token"), Ct);
        return client;
    }
}
