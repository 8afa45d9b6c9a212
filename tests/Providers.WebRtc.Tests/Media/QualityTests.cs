using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class QualityTests
{
    private readonly Rig _rig = new();
    private long _received;
    private long _lost;

    // Each letter is one measurement (E, G, P, B, V), ? one that says nothing; the right side is what is told.
    [Theory]
    [InlineData("EEEE", "")]
    [InlineData("GGGG", "")]
    [InlineData("PEPE", "")]
    [InlineData("PP", "P")]
    [InlineData("EGEG", "")]
    [InlineData("EGG", "G")]
    [InlineData("GPEPE", "")]
    [InlineData("GPPE", "P")]
    [InlineData("GPPEE", "PE")]
    [InlineData("GB", "B")]
    [InlineData("B", "B")]
    [InlineData("V", "V")]
    [InlineData("EP", "P")]
    [InlineData("GBV", "B")]
    [InlineData("GBVV", "BV")]
    [InlineData("GPV", "V")]
    [InlineData("GVEV", "V")]
    [InlineData("GVEP", "VP")]
    [InlineData("GVPE", "VP")]
    [InlineData("GVPEE", "VP")]
    [InlineData("GVPEEE", "VPE")]
    [InlineData("GV?EE", "VE")]
    [InlineData("GVE?E", "VE")]
    public void CALL_126_What_is_told_of_what_was_measured(string measured, string told)
    {
        var meter = new QualityMeter();
        var engine = new FakeEngine();
        var connection = new FakeConnection(engine, new([], IceTransportPolicy.All, []), null!);
        var said = measured.Select(m => meter.Judge(connection, new(RoundTripOf(m), []))).OfType<NetworkQuality>().Select(q => $"{q}"[0]);
        Assert.Equal(told, string.Concat(said));

        static TimeSpan? RoundTripOf(char quality) => quality == '?' ? null : TimeSpan.FromMilliseconds("EGPBV".IndexOf(quality) switch
        {
            0 => 99,
            1 => 299,
            2 => 799,
            3 => 1_499,
            _ => 1_500,
        });
    }

    [Theory]
    [InlineData(0.0049, 99, NetworkQuality.Excellent)]
    [InlineData(0.005, 0, NetworkQuality.Good)]
    [InlineData(0.02, 100, NetworkQuality.Poor)]
    [InlineData(0.0, 300, NetworkQuality.Poor)]
    [InlineData(0.10, null, NetworkQuality.Bad)]
    [InlineData(null, 800, NetworkQuality.Bad)]
    [InlineData(0.25, 0, NetworkQuality.VeryBad)]
    [InlineData(0.0, 1_500, NetworkQuality.VeryBad)]
    [InlineData(null, null, NetworkQuality.Unknown)]
    public void CALL_126_The_worse_of_loss_and_round_trip_counts(double? loss, int? milliseconds, NetworkQuality quality)
        => Assert.Equal(quality, NetworkQualityScale.Judge(loss, milliseconds is { } time ? TimeSpan.FromMilliseconds(time) : null));

    [Fact]
    public async Task CALL_126_Quality_is_told_when_it_changes()
    {
        await Up();
        await Pass(1000, 4);
        await Pass(1000, 0);
        Assert.Empty(Told());
        await Pass(98, 2);
        await Pass(95, 5);
        await Pass(90, 10);
        await Pass(75, 25);
        await Pass(100, 0);
        await Pass(100, 0);
        Assert.Equal([NetworkQuality.Poor, NetworkQuality.VeryBad, NetworkQuality.Excellent], Told());
    }

    [Fact]
    public async Task CALL_126_Few_packets_say_nothing_of_loss()
    {
        await Up();
        await Pass(9, 10);
        await Pass(9, 10);
        _rig.Engine.RoundTripTime = null;
        await Pass(0, 0);
        await Pass(100, -5);
        Assert.Empty(Told());
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
        Assert.Equal([NetworkQuality.VeryBad], Told());
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
