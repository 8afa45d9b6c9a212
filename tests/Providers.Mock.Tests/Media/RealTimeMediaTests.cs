using Calling.Media;

namespace Calling.Providers.Mock.Tests;

public sealed class RealTimeMediaTests
{
    [Fact]
    public async Task CALL_091_096_In_real_time_frames_come_by_themselves_and_all_is_released()
    {
        await using var world = MockWorld.CreateRealTime();
        await using var alice = await Device.SignInAsync(world, "alice");
        await using var bob = await Device.SignInAsync(world, "bob");
        var (a, b) = (MediaEnd.Open(alice), MediaEnd.Open(bob));
        await MediaEnd.JoinAsync(a, b);
        var three = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        b.OnPicture = () =>
        {
            if (b.Pictures >= 3)
            {
                three.TrySetResult();
            }
        };
        using var sink = b.Session.AddVideoSink("alice", b);

        await three.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.InRange(world.Media.FramesSent("alice", MediaKind.Video), 3, 1_000);
        await a.Session.DisposeAsync();
        await b.Session.DisposeAsync();
        Assert.Equal((0, 0), (world.Media.OpenSources(), world.Media.OpenSessions));
    }

    [Fact]
    public async Task Gates_sinks_and_faults_from_many_threads_leave_nothing_open_and_signals_in_order()
    {
        await using var world = MockWorld.CreateRealTime();
        await using var alice = await Device.SignInAsync(world, "alice");
        await using var bob = await Device.SignInAsync(world, "bob");
        var (a, b) = (MediaEnd.Open(alice), MediaEnd.Open(bob));
        await MediaEnd.JoinAsync(a, b);

        Parallel.For(0, 400, i =>
        {
            var end = i % 2 == 0 ? a : b;
            switch (i % 5)
            {
                case 0:
                    world.Faults.Media.Interrupt(end.Self).Dispose();
                    break;
                case 1:
                    end.Session.AddVideoSink(i % 2 == 0 ? "bob" : "alice", new MediaEnd()).Dispose();
                    break;
                default:
                    end.Session.SetGate(i % 3 == 0 ? MediaKind.Audio : MediaKind.Video, i % 4 != 0);
                    break;
            }
        });
        await a.Session.DisposeAsync();
        await b.Session.DisposeAsync();

        Assert.Equal((0, 0), (world.Media.OpenSources(), world.Media.OpenSessions));
        foreach (var end in new[] { a, b })
        {
            var path = end.HeardNames().Where(n => n is "PeerConnected" or "PeerInterrupted").ToList();
            Assert.All(path.Select((name, i) => (name, i)), p => Assert.Equal(p.i % 2 == 0 ? "PeerConnected" : "PeerInterrupted", p.name));
        }
    }
}
