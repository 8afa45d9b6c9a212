using Calling.Media;

namespace Calling.Providers.Mock.Tests;

/// <summary>How loud everybody is, from the frames that the mock really makes.</summary>
public sealed class MediaLevelTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly MockWorld _world = MockWorld.CreateVirtual();
    private Device _alice = null!;
    private Device _bob = null!;

    public async ValueTask InitializeAsync()
        => (_alice, _bob) = (await Device.SignInAsync(_world, "alice"), await Device.SignInAsync(_world, "bob"));

    public async ValueTask DisposeAsync()
    {
        await _alice.DisposeAsync();
        await _bob.DisposeAsync();
    }

    [Fact]
    public async Task Levels_are_told_in_each_interval_without_a_sink()
    {
        var (a, b) = await Joined(0.5);
        await _world.AdvanceAsync(Interval * 2);
        Assert.Equal([[new(a.Self, 80), new(b.Self, 52)], [new(a.Self, 80), new(b.Self, 52)]], Told(a).Select(t => t.Levels));
        Assert.Empty(Told(b));

        b.Session.SetGate(MediaKind.Audio, false);
        a.Session.SetGate(MediaKind.Audio, false);
        await _world.AdvanceAsync(Interval * 2);
        Assert.Equal([new(a.Self, 0), new(b.Self, 0)], Told(a)[^1].Levels);
    }

    [Fact]
    public async Task Who_is_lost_is_not_measured_and_nothing_is_after_the_end()
    {
        var (a, b) = await Joined(1);
        using (_world.Faults.Media.Interrupt("bob"))
        {
            await _world.AdvanceAsync(Interval);
            Assert.Equal([new(a.Self, 90)], Told(a)[^1].Levels);
        }

        await b.Session.DisposeAsync();
        await a.Session.DisposeAsync();
        int told = Told(a).Count;
        await _world.AdvanceAsync(Interval * 3);
        Assert.Equal(told, Told(a).Count);
    }

    private static List<MediaSignal.AudioLevels> Told(MediaEnd end) => [.. end.Heard.OfType<MediaSignal.AudioLevels>()];

    private async Task<(MediaEnd A, MediaEnd B)> Joined(double level)
    {
        var a = MediaEnd.Open(_alice, new AudioSource.Tone(500, level * 0.7), levels: Interval);
        var b = MediaEnd.Open(_bob, new AudioSource.Tone(500, level * 0.1));
        await MediaEnd.JoinAsync(a, b);
        return (a, b);
    }
}
