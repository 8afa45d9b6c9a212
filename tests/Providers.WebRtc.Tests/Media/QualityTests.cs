using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class QualityTests
{
    private readonly Rig _rig = new();
    private long _received;
    private long _lost;

    [Fact]
    public async Task CALL_126_Quality_is_told_when_it_changes()
    {
        await Up();
        await Pass(100, 0);
        await Pass(100, 1);
        Assert.Empty(Told());
        await Pass(98, 2);
        await Pass(95, 5);
        await Pass(90, 10);
        await Pass(100, 0);
        await Pass(100, 0);
        Assert.Equal([NetworkQuality.Poor, NetworkQuality.Bad, NetworkQuality.Good], Told());
    }

    [Fact]
    public async Task CALL_126_Round_trips_count_and_few_packets_do_not()
    {
        await Up();
        await Pass(9, 10);
        _rig.Engine.RoundTripTime = TimeSpan.FromMilliseconds(299);
        await Pass(0, 0);
        Assert.Empty(Told());
        _rig.Engine.RoundTripTime = TimeSpan.FromMilliseconds(300);
        await Pass(100, 0);
        _rig.Engine.RoundTripTime = TimeSpan.FromMilliseconds(800);
        await Pass(0, 0);

        // Nothing is known: nothing is said.
        _rig.Engine.RoundTripTime = null;
        await Pass(0, 0);
        await Pass(100, -5);
        Assert.Equal([NetworkQuality.Poor, NetworkQuality.Bad, NetworkQuality.Good], Told());
    }

    [Fact]
    public async Task CALL_126_One_timer_measures_all_and_only_what_is_up()
    {
        int before = _rig.World.PendingTimers;
        await _rig.Roster(Rig.Member(Rig.Bob, true), Rig.Member(Rig.Carol, true));
        Assert.Equal(before + 1, _rig.World.PendingTimers);
        int asked = 0;
        _rig.Engine.Calling = m => asked += m == "GetStats" ? 1 : 0;
        _rig.Engine.Connections[0].Become(PeerConnectionState.Connected);
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(10));
        await Until.True(() => Volatile.Read(ref asked) == 5);

        await _rig.Session.DisposeAsync();
        Assert.Equal(before, _rig.World.PendingTimers);
    }

    [Fact]
    public async Task CALL_114_A_connection_that_cannot_be_measured_ends_nothing()
    {
        await Up();
        _rig.Engine.Calling = m =>
        {
            if (m == "GetStats")
            {
                throw new InvalidOperationException("broken");
            }
        };
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(4));
        _rig.Engine.Calling = _ => { };
        await Pass(100, 0);
        await Pass(50, 50);
        Assert.Equal([NetworkQuality.Bad], Told());
    }

    private async Task Up()
    {
        await _rig.WithBob(offers: true);
        _rig.Connection.Become(PeerConnectionState.Connected);
        await Pass(1_000, 500);
    }

    private async Task Pass(long received, long lost)
    {
        (_received, _lost) = (_received + received, _lost + lost);
        _rig.Engine.Streams =
            [new(MediaKind.Video, false, "VP8", _received, 0, _lost, null, 0), new(MediaKind.Video, true, "VP8", 100, 0, 100, null, 0)];
        int measured = _rig.Engine.Measured;
        await _rig.World.AdvanceAsync(TimeSpan.FromSeconds(2));
        await Until.True(() => _rig.Engine.Measured > measured);
    }

    private List<NetworkQuality> Told() => [.. _rig.Signals.OfType<MediaSignal.QualityChanged>().Select(s => s.Quality)];
}
