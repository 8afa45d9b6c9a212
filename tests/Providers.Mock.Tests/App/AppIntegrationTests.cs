using Calling.Media;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Providers.Mock.Tests;

/// <summary>What docs/providers/mock.md shows, and whole calls of real clients on the mock.</summary>
public sealed class AppIntegrationTests
{
    private readonly MockWorld _world = MockWorld.CreateVirtual();

    [Fact]
    public async Task CALL_041_140_The_sample_of_the_documentation()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Calling:Provider", "Mock")]).Build();
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddMock(m => m.World = _world);
        await using var app = services.BuildServiceProvider();
        var alice = app.GetRequiredService<ICallClient>();
        await alice.LoginAsync(CallCredential.FromToken("alice", "any token"), TestContext.Current.CancellationToken);
        await using var bob = await SignInAsync("bob");
        var call = await alice.CallAsync("bob", CallMedia.Video, ct: TestContext.Current.CancellationToken);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(CallEndReason.NoAnswer, call.Snapshot.End!.Reason);
    }

    [Fact]
    public async Task CALL_090_091_096_A_video_call_from_ring_to_release()
    {
        var (alice, bob) = (await SignInAsync("alice"), await SignInAsync("bob"));
        var placing = alice.CallAsync("bob", CallMedia.Video, ct: TestContext.Current.CancellationToken);
        Assert.True(placing.IsCompletedSuccessfully);
        var (call, incoming) = (await placing, Assert.Single(bob.Calls));
        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal((0, 0, 0), (_world.Media.FramesSent("bob", MediaKind.Audio), _world.Media.FramesReceived("bob", MediaKind.Video), _world.Media.OpenSources()));

        await incoming.AcceptAsync(ct: TestContext.Current.CancellationToken);
        _world.RunUntilIdle();
        Assert.Equal((CallState.Connected, CallState.Connected), (call.Snapshot.State, incoming.Snapshot.State));
        await _world.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal((30, 100), (_world.Media.FramesReceived("alice", MediaKind.Video), _world.Media.FramesSent("bob", MediaKind.Audio)));

        await incoming.HangUpAsync(TestContext.Current.CancellationToken);
        _world.RunUntilIdle();
        Assert.Equal((CallEndReason.RemoteHangUp, CallEndReason.LocalHangUp), (call.Snapshot.End!.Reason, incoming.Snapshot.End!.Reason));
        Assert.Equal((0, 0), (_world.Media.OpenSources(), _world.Media.OpenSessions));

        await alice.DisposeAsync();
        await bob.DisposeAsync();
        Assert.Empty(_world.Devices);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(151));
        Assert.Equal(0, _world.Virtual.PendingTimers);
    }

    [Fact]
    public async Task CALL_013_A_callee_that_signs_in_while_it_rings_can_answer()
    {
        await using var alice = await SignInAsync("alice");
        var call = await alice.CallAsync("bob", CallMedia.Audio, ct: TestContext.Current.CancellationToken);
        Assert.Equal(CallState.Dialing, call.Snapshot.State);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(20));

        await using var bob = await SignInAsync("bob");
        _world.RunUntilIdle();
        Assert.Equal(CallState.Ringing, call.Snapshot.State);
        await Assert.Single(bob.Calls).AcceptAsync(ct: TestContext.Current.CancellationToken);
        _world.RunUntilIdle();

        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_110_111_A_call_survives_a_cut_line_and_interrupted_media()
    {
        await using var alice = await SignInAsync("alice");
        await using var bob = await SignInAsync("bob");
        var call = await AnsweredAsync(alice, bob);
        using (_world.Faults.Cut("bob"))
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(50));
            Assert.Equal((CallClientState.Interrupted, CallState.Connected), (bob.State, call.Snapshot.State));
        }

        _world.RunUntilIdle();
        Assert.Equal(CallClientState.SignedIn, bob.State);
        using (_world.Faults.Media.Interrupt("bob"))
        {
            await _world.AdvanceAsync(TimeSpan.FromSeconds(5));
            Assert.Equal(CallState.Reconnecting, call.Snapshot.State);
        }

        _world.RunUntilIdle();
        Assert.Equal(CallState.Connected, call.Snapshot.State);
    }

    [Fact]
    public async Task CALL_045_Media_that_never_connect_end_both_sides()
    {
        await using var alice = await SignInAsync("alice");
        await using var bob = await SignInAsync("bob");
        using var fault = _world.Faults.Media.NeverConnect();
        var call = await alice.CallAsync("bob", CallMedia.Video, ct: TestContext.Current.CancellationToken);
        var incoming = Assert.Single(bob.Calls);
        await incoming.AcceptAsync(ct: TestContext.Current.CancellationToken);

        await _world.AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((CallEndReason.ConnectFailed, CallEndReason.ConnectFailed), (call.Snapshot.End!.Reason, incoming.Snapshot.End!.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_024_A_race_of_the_documentation_in_both_orders(bool cancelFirst)
    {
        await using var alice = await SignInAsync("alice");
        await using var bob = await SignInAsync("bob");
        var call = await alice.CallAsync("bob", CallMedia.Audio, ct: TestContext.Current.CancellationToken);
        var incoming = Assert.Single(bob.Calls);
        using var accepts = _world.Faults.Hold(MockMatch.Command<CallCommand.AcceptCall>().Of("bob"));
        using var cancels = _world.Faults.Hold(MockMatch.Command<CallCommand.CancelCall>().Of("alice"));
        var (accept, cancel) = (incoming.AcceptAsync(ct: TestContext.Current.CancellationToken), call.TryCancelAsync(TestContext.Current.CancellationToken));
        Assert.True((cancelFirst ? cancels : accepts).ReleaseNext());
        Assert.True((cancelFirst ? accepts : cancels).ReleaseNext());
        _world.RunUntilIdle();

        Assert.Equal(cancelFirst, await cancel);
        if (cancelFirst)
        {
            Assert.Equal(CallErrorCode.CallGone, (await Assert.ThrowsAsync<CallException>(() => accept)).Code);
            Assert.Equal((CallEndReason.LocalCancel, CallEndReason.RemoteCancel), (call.Snapshot.End!.Reason, incoming.Snapshot.End!.Reason));
        }
        else
        {
            await accept;
            Assert.Equal((CallState.Connected, CallState.Connected), (call.Snapshot.State, incoming.Snapshot.State));
        }
    }

    [Fact]
    public async Task A_whole_call_in_RunAsync_reads_the_same_every_time()
    {
        var first = await RunOnceAsync();
        Assert.Contains("Ended", first, StringComparison.Ordinal);
        for (var run = 1; run < 100; run++)
        {
            Assert.Equal(first, await RunOnceAsync());
        }

        static async Task<string> RunOnceAsync()
        {
            var (world, trace) = (MockWorld.CreateVirtual(seed: 5), new List<string>());
            await world.Virtual.RunAsync(async () =>
            {
                var (alice, bob) = (await SignInAsync(world, "alice"), await SignInAsync(world, "bob"));
                var call = await alice.CallAsync("bob", CallMedia.Video);
                var reading = ReadAsync(call);
                await world.AdvanceAsync(TimeSpan.FromSeconds(3));
                await bob.Calls[0].AcceptAsync();
                await world.AdvanceAsync(TimeSpan.FromSeconds(3));
                await bob.Calls[0].HangUpAsync();
                await reading;
                await world.AdvanceAsync(TimeSpan.FromSeconds(3));
            });
            return string.Join(',', trace);

            async Task ReadAsync(ICallSession call)
            {
                await foreach (var e in call.ReadEventsAsync())
                {
                    trace.Add(e.GetType().Name);
                }
            }
        }
    }

    private static async Task<ICallClient> SignInAsync(MockWorld world, string userId)
    {
        var client = CallClientFactory.Create(new MockCallProvider(new MockOptions { World = world }));
        await client.LoginAsync(CallCredential.FromToken(userId, "any token"));
        return client;
    }

    private static async Task<ICallSession> AnsweredAsync(ICallClient caller, ICallClient callee)
    {
        var call = await caller.CallAsync(callee.UserId!, CallMedia.Video);
        await callee.Calls[0].AcceptAsync();
        return call;
    }

    private Task<ICallClient> SignInAsync(string userId) => SignInAsync(_world, userId);
}
