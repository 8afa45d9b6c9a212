using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

/// <summary>CALL-111 with the provider on the real engine, and packets that are lost on the way.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(6);

    private readonly Device _alice;
    private readonly Device _bob;

    public RecoveryTests() => (_alice, _bob) = Device.Pair();

    private Device[] Both => [_alice, _bob];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_alice.DisposeAsync().AsTask(), _bob.DisposeAsync().AsTask());
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_111_AnotherConnectionTakesOverWhereTheOldOneStaysLost(bool atOfferer)
    {
        await Start(media: true);
        var before = await Packets();
        (atOfferer ? _alice : _bob).Engine.Strand();
        await Interrupted();
        await Back(connections: 2);
        Assert.True(await Packets() > before);

        // The new one is lost and found again like the first one.
        (atOfferer ? _bob : _alice).Engine.Strand();
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerInterrupted>(2, NoticedWithin)));
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerConnected>(3, BackWithin)));
        await Task.WhenAll(Both.Select(d => d.Pictures.More(5)));
        Assert.All(Both, d => Assert.Equal(1, d.Count<MediaSignal.FirstVideoFrame>()));
    }

    [Fact]
    public async Task CALL_111_MediaComesBackWithThePath()
    {
        await Start(media: true);
        _bob.Engine.IsCut = true;
        await Interrupted();
        await Eventually.Poll(() => ValueTask.FromResult(_alice.Engine.Connections >= 2), "an attempt");
        _bob.Engine.IsCut = false;
        await Back(connections: null);
    }

    [Fact]
    public async Task CALL_126_LostPacketsAreCountedAndTold()
    {
        await Start(media: true);
        _bob.Engine.LosesEach = 3;
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.QualityChanged>(1, TimeSpan.FromSeconds(15))));
        foreach (var device in Both)
        {
            Assert.InRange(device.Signals.OfType<MediaSignal.QualityChanged>().First().Quality, NetworkQuality.Good, NetworkQuality.VeryBad);
            var incoming = (await device.Session.GetStatsAsync(default)).Single().Streams.Where(s => !s.IsOutgoing).ToList();
            Assert.Equal(2, incoming.Count);
            Assert.All(incoming, s => Assert.InRange(s.PacketsLost, s.Packets / 20, s.Packets));
        }

        _bob.Engine.LosesEach = 0;
        await Eventually.Poll(
            () => ValueTask.FromResult(Array.TrueForAll(Both, d => d.Signals.OfType<MediaSignal.QualityChanged>().Last().Quality <= NetworkQuality.Good)),
            "all is well again",
            TimeSpan.FromSeconds(15));
        Assert.All(Both, d => Assert.Equal(0, d.Count<MediaSignal.PeerInterrupted>()));
    }

    [Fact]
    public async Task CALL_045_MutedEndsStayConnected()
    {
        await Start(media: false);
        var begin = TimeProvider.System.GetTimestamp();
        await Eventually.Poll(
            () => ValueTask.FromResult(TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromSeconds(15)), "15 s", TimeSpan.FromSeconds(30));
        Assert.All(Both, d => Assert.Equal([typeof(MediaSignal.PeerConnected)], d.Signals.Select(s => s.GetType())));
        Assert.All(Both, d => Assert.Equal(1, d.Engine.Connections));

        // And a loss is noticed although nothing was sent.
        _alice.Engine.Strand();
        await Interrupted();
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerConnected>(2, BackWithin)));
    }

    private async Task Start(bool media)
    {
        await Task.WhenAll(Both.Select(d => d.Start(media)));
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerConnected>(1)));
        if (media)
        {
            await Task.WhenAll(Both.Select(d => d.Pictures.More(10)));
        }
    }

    private async Task Interrupted()
    {
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerInterrupted>(1, NoticedWithin)));
    }

    private async Task Back(int? connections)
    {
        await Task.WhenAll(Both.Select(d => d.Hears<MediaSignal.PeerConnected>(2, BackWithin)));
        await Task.WhenAll(Both.Select(d => d.Pictures.More(10)));
        foreach (var device in Both)
        {
            Assert.Equal(
                (2, 1, 1, 0),
                (device.Count<MediaSignal.PeerConnected>(), device.Count<MediaSignal.PeerInterrupted>(),
                    device.Count<MediaSignal.FirstVideoFrame>(), device.Count<MediaSignal.PeerFailed>()));
            Assert.Equal(connections ?? device.Engine.Connections, device.Engine.Connections);
        }
    }

    private async Task<long> Packets()
        => (await _alice.Session.GetStatsAsync(default)).Single().Streams.Single(s => s is { Kind: MediaKind.Video, IsOutgoing: false }).Packets;
}
