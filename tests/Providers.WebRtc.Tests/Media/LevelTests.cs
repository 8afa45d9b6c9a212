using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>How loud everybody is.</summary>
public sealed class LevelTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly Rig _rig = new();

    private List<MediaSignal.AudioLevels> Told => [.. _rig.Signals.OfType<MediaSignal.AudioLevels>()];

    [Fact]
    public async Task Everybody_who_is_connected_is_measured_without_a_sink_of_the_app()
    {
        _rig.Open(levels: Interval);
        await _rig.Session.StartAsync(default);
        _rig.Session.SetGate(MediaKind.Audio, true);
        await _rig.Roster(Rig.Member(Rig.Bob, true), Rig.Member(Rig.Carol, true));
        _rig.Engine.Connections[0].Become(PeerConnectionState.Connected);
        _rig.Engine.Connections[0].Sound(3_277);
        _rig.Engine.Connections[1].Sound(3_277);
        Monitor(16_384);
        await _rig.World.AdvanceAsync(Interval);
        Assert.Equal([new(_rig.Self, 90), new(Rig.Bob, 67)], Assert.Single(Told).Levels);
        await _rig.World.AdvanceAsync(Interval);
        Assert.Equal([new(_rig.Self, 0), new(Rig.Bob, 0)], Told[1].Levels);
    }

    [Fact]
    public async Task A_microphone_that_is_off_is_silent()
    {
        _rig.Open(levels: Interval);
        await _rig.Session.StartAsync(default);
        _rig.Session.SetGate(MediaKind.Audio, true);
        Monitor(16_384);
        _rig.Session.SetGate(MediaKind.Audio, false);
        await _rig.World.AdvanceAsync(Interval);
        _rig.Session.SetGate(MediaKind.Audio, true);
        await _rig.World.AdvanceAsync(Interval);
        Assert.All(Told, t => Assert.Equal([new(_rig.Self, 0)], t.Levels));
        Assert.Equal(2, Told.Count);
    }

    [Fact]
    public async Task Levels_follow_a_member_to_another_connection()
    {
        _rig.Open(levels: Interval);
        await _rig.Session.StartAsync(default);
        await _rig.WithBob(offers: true);
        _rig.Connection.Become(PeerConnectionState.Connected);
        _rig.Connection.Become(PeerConnectionState.Failed);
        await Until.True(() => _rig.Engine.Connections.Count == 2 || _rig.World.AdvanceAsync(TimeSpan.FromMilliseconds(10)).IsFaulted);
        _rig.Engine.Connections[1].Become(PeerConnectionState.Connected);
        _rig.Engine.Connections[1].Sound(3_277);
        await _rig.World.AdvanceAsync(Interval);
        Assert.Equal([new(_rig.Self, 0), new(Rig.Bob, 67)], Told[^1].Levels);
    }

    [Fact]
    public async Task Nothing_is_measured_unless_wanted_or_after_the_end()
    {
        int before = _rig.World.PendingTimers;
        await _rig.Session.StartAsync(default);
        await _rig.WithBob(offers: true);
        Assert.Empty(_rig.Connection.AudioSinks);
        Assert.Empty(_rig.Engine.Audio.Monitors);
        await _rig.Session.DisposeAsync();

        var other = new Rig();
        other.Open(levels: Interval);
        await other.Session.StartAsync(default);
        await other.Session.DisposeAsync();
        await other.Session.StartAsync(default);
        await other.World.AdvanceAsync(Interval * 3);
        Assert.Empty(other.Signals);
        Assert.Equal((before, before), (_rig.World.PendingTimers, other.World.PendingTimers));
    }

    private void Monitor(short sample) => Assert.Single(_rig.Engine.Audio.Monitors).OnFrame(new(Enumerable.Repeat(sample, 480).ToArray(), 48_000, 1, default));
}
