using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class ConnectionTests : EngineTest
{
    [Fact]
    public async Task CALL_091_SoundAndPicturesFlowBothWays()
    {
        var (a, b) = await Connected();
        foreach (var (peer, hertz) in new[] { (a, 440), (b, 880) })
        {
            ILocalTrack video = Pattern(), audio = Tone(hertz);
            peer.Connection.SetTrack(MediaKind.Video, video);
            peer.Connection.SetTrack(MediaKind.Audio, audio);
            video.SetOpen(true);
            audio.SetOpen(true);
        }

        await a.Pictures.More(10);
        await b.Pictures.More(10);
        await a.Sound.Hears(880);
        await b.Sound.Hears(440);
        Assert.Equal((160, 120), (a.Pictures.Last.Width, a.Pictures.Last.Height));
        Assert.False(Failures.HasFailed);
    }

    [Fact]
    public async Task TheAnsweringSideMayBeEither()
    {
        for (var round = 0; round < 2; round++)
        {
            Peer a = NewPeer(), b = NewPeer();
            await (round == 0 ? Peer.Connect(a, b) : Peer.Connect(b, a));
            var video = Pattern();
            a.Connection.SetTrack(MediaKind.Video, video);
            video.SetOpen(true);
            await b.Pictures.More(3);
        }
    }

    [Fact]
    public async Task CandidatesThatComeBeforeTheDescriptionAreKept()
    {
        Peer a = NewPeer(), b = NewPeer();
        var offer = await a.Connection.CreateOfferAsync(default);
        await Eventually.Poll(() => ValueTask.FromResult(!a.Candidates.IsEmpty), "a candidate");
        foreach (var candidate in a.Candidates)
        {
            await b.Connection.AddIceCandidateAsync(candidate, default);
        }

        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        var answer = await b.Connection.CreateAnswerAsync(default);
        await Eventually.Poll(() => ValueTask.FromResult(!b.Candidates.IsEmpty), "a candidate");
        foreach (var candidate in b.Candidates)
        {
            await a.Connection.AddIceCandidateAsync(candidate, default);
        }

        await a.Connection.SetRemoteDescriptionAsync(answer, default);
        await a.Reaches(PeerConnectionState.Connected);
        await b.Reaches(PeerConnectionState.Connected);
        Assert.All(a.Candidates, candidate => Assert.StartsWith("candidate:", candidate.Candidate, StringComparison.Ordinal));
        Assert.All(a.Candidates, candidate => Assert.NotNull(candidate.SdpMid));
    }

    [Fact]
    public async Task CALL_097_EveryConnectionShowsTheSameCertificate()
    {
        await using var other = new GStreamerPeerConnectionFactory();
        List<string> fingerprints = [];
        foreach (var factory in new[] { Factory, Factory, other })
        {
            await using var peer = new Peer(factory);
            var lines = (await peer.Connection.CreateOfferAsync(default)).Sdp.Split('\n');
            fingerprints.AddRange(lines.Where(line => line.StartsWith("a=fingerprint:", StringComparison.Ordinal)));
        }

        Assert.Equal(6, fingerprints.Count);
        Assert.Single(fingerprints.Distinct());
    }

    [Fact]
    public async Task StatesComeInOrderAndEndWithClosed()
    {
        var (a, _) = await Connected();
        await a.DisposeAsync();
        await a.Reaches(PeerConnectionState.Closed);
        Assert.Equal(
            [PeerConnectionState.Connecting, PeerConnectionState.Connected, PeerConnectionState.Closed], a.States.Select(s => s.State));
        Assert.Equal(PeerConnectionState.Closed, a.Connection.State);
    }

    [Fact]
    public async Task DisposingInsideACallbackDoesNotDeadlock()
    {
        Peer a = NewPeer(), b = NewPeer();
        var done = new TaskCompletionSource();
        a.OnState = state =>
        {
            if (state == PeerConnectionState.Connected)
            {
                // Waits synchronously, which is the hard case.
                a.Connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
                done.SetResult();
            }
        };
        await Peer.Negotiate(a, b);
        await done.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        await a.DisposeAsync();
    }

    [Fact]
    public async Task DisposingTwiceAndInTheMiddleIsHarmless()
    {
        var a = NewPeer();
        var offer = a.Connection.CreateOfferAsync(default);
        await Task.WhenAll(a.DisposeAsync().AsTask(), a.DisposeAsync().AsTask());
        await Task.WhenAny(offer);
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.CreateOfferAsync(default));
        a.Connection.SetTrack(MediaKind.Video, Pattern());
        await NewPeer().DisposeAsync();
    }

    [Fact]
    public async Task StatisticsNameEveryStream()
    {
        var (a, b) = await Connected();
        ILocalTrack video = Pattern(), audio = Tone();
        a.Connection.SetTrack(MediaKind.Video, video);
        a.Connection.SetTrack(MediaKind.Audio, audio);
        video.SetOpen(true);
        audio.SetOpen(true);
        await b.Pictures.More(10);
        await b.Sound.More(10);

        // Reports go every five seconds or so, and the first ones may come before there is anything to measure by.
        await Eventually.Poll(
            async () => (await a.Connection.GetStatsAsync(default)).RoundTripTime > TimeSpan.Zero, "a round-trip time", TimeSpan.FromSeconds(45));
        var stats = await a.Connection.GetStatsAsync(default);
        Assert.Equal(4, stats.Streams.Count);
        foreach (var (kind, codec) in new[] { (MediaKind.Audio, "opus"), (MediaKind.Video, "VP8") })
        {
            var sent = await a.Stats(kind, outgoing: true);
            var received = await b.Stats(kind, outgoing: false);
            Assert.Equal(codec, sent.Codec);
            Assert.InRange(received.Packets, 1, sent.Packets + 1_000);
            Assert.True(sent is { Packets: > 0, Bytes: > 0, BitsPerSecond: > 0 } && received is { Bytes: > 0, Jitter: not null });
            Assert.Equal(0, (await a.Stats(kind, outgoing: false)).Packets);
        }
    }
}
