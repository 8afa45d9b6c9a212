using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class SilenceTests : EngineTest
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(6);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CALL_111_APathThatIsLostIsNoticedAndSoIsItsReturn(bool talking)
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        if (talking)
        {
            ILocalTrack video = Pattern(), audio = Tone();
            a.Connection.SetTrack(MediaKind.Video, video);
            b.Connection.SetTrack(MediaKind.Audio, audio);
            video.SetOpen(true);
            audio.SetOpen(true);
            await b.Pictures.More(10);
            await a.Sound.More(10);
        }

        tap.Cut = true;
        var begin = TimeProvider.System.GetTimestamp();
        await a.Reaches(PeerConnectionState.Disconnected, Bound);
        await b.Reaches(PeerConnectionState.Disconnected, Bound);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin).TotalSeconds, 3, 6);
        Assert.All(new[] { a, b }, peer => Assert.NotEmpty(peer.States.Last().Reason!));

        tap.Cut = false;
        foreach (var peer in new[] { a, b })
        {
            await peer.Becomes(PeerConnectionState.Connected, Bound);
            Assert.Equal(
                [PeerConnectionState.Connecting, PeerConnectionState.Connected, PeerConnectionState.Disconnected, PeerConnectionState.Connected],
                peer.States.Select(s => s.State));
        }
    }

    [Fact]
    public async Task CALL_111_EndsThatAreMutedStayConnected()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        await Peer.Connect(a, b);
        await Pictures(15 * 15);

        Assert.Equal((0, 0), (tap.FromA, tap.FromB));
        Assert.InRange(Math.Min(tap.ReportsFromA, tap.ReportsFromB), 15, 60);
        Assert.All(new[] { a, b }, peer => Assert.Equal(PeerConnectionState.Connected, peer.States.Last().State));
        Assert.All(new[] { a, b }, peer => Assert.DoesNotContain(peer.States, s => s.State == PeerConnectionState.Disconnected));
    }
}
