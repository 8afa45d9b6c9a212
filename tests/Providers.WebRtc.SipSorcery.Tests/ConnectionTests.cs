using System.Text.RegularExpressions;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;
using Calling.Providers.WebRtc.SipSorcery.Connections;

namespace Calling.Providers.WebRtc.SipSorcery.Tests;

/// <summary>What is SIPSorcery's own; what every engine promises is in the engine suite of the conformance kit.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly SipSorceryPeerConnectionFactory _factory = new();
    private readonly TrackObserver _failures = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [Fact]
    public async Task CALL_097_NothingOfAnotherPeerIsDecoded()
    {
        Peer a = new(_factory), b = new(_factory);
        var video = _factory.CreateVideoTrack(new VideoSource.TestPattern(64, 48, 30), _failures);
        b.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        var preview = new PictureSink();
        video.AddPreview(preview);
        await Peer.Negotiate(
            a, b, sdp => Regex.Replace(sdp, "a=fingerprint:sha-256 (..)", m => $"a=fingerprint:sha-256 {(m.Groups[1].Value == "00" ? "11" : "00")}"));
        await a.Reaches(PeerConnectionState.Failed);
        await preview.More(10);
        Assert.Equal(0, ((SipSorceryPeerConnection)a.Connection).Decoded);
    }

    [Fact]
    public async Task AnObserverOrASinkThatThrowsHarmsNothing()
    {
        Peer a = new(_factory), b = new(_factory);
        a.OnState = _ => throw new InvalidOperationException("observer");
        b.Pictures.OnCall = () => throw new InvalidOperationException("sink");
        await Peer.Connect(a, b);
        var video = _factory.CreateVideoTrack(new VideoSource.TestPattern(64, 48, 30), _failures);
        a.Connection.SetTrack(MediaKind.Video, video);
        video.SetOpen(true);
        await b.Pictures.More(5);
    }

    [Fact]
    public async Task AnOfferOfSoundAloneIsAnsweredWithSoundAlone()
    {
        var offer = (await new Peer(_factory).Connection.CreateOfferAsync(default)).Sdp;
        var sound = offer[..offer.IndexOf("m=video", StringComparison.Ordinal)].Replace("BUNDLE 0 1", "BUNDLE 0", StringComparison.Ordinal);
        var peer = new Peer(_factory);
        await peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, sound), default);
        var answer = (await peer.Connection.CreateAnswerAsync(default)).Sdp;
        Assert.Single(Regex.Matches(answer, "m="));
        Assert.Contains("a=setup:passive", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACandidateThatTheStackRefusesCostsAPathAndSpacesCostNothing()
    {
        Peer a = new(_factory), b = new(_factory)
        {
            // Two spaces, which the stack reads as an empty field.
            Relay = candidate => candidate with { Candidate = candidate.Candidate.Replace(" typ ", "  typ ", StringComparison.Ordinal) },
        };
        var offer = await a.Connection.CreateOfferAsync(default);
        foreach (var refused in new[] { "raddr 127.0.0.1 rport 70000", "raddr 127.0.0.1 rport" })
        {
            await Assert.ThrowsAsync<PeerConnectionException>(
                () => b.Connection.AddIceCandidateAsync(new IceCandidate($"candidate:1 1 udp 1 127.0.0.1 9 typ srflx {refused}", "0", 0), default));
        }

        // Only the stack itself misses an address in this one.
        await b.Connection.AddIceCandidateAsync(new IceCandidate("candidate:1 1 tcp 1 127.0.0.1 9 typ host tcptype active raddr", "0", 0), default);
        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        var answer = await b.Connection.CreateAnswerAsync(default);
        Peer.Trickle(a, b);
        await a.Connection.SetRemoteDescriptionAsync(answer, default);
        await a.Reaches(PeerConnectionState.Connected);
    }

    [Fact]
    public async Task ABundledSectionWithoutAPortIsReportedOn()
    {
        Peer a = new(_factory), b = new(_factory);
        ILocalTrack Video()
        {
            var video = _factory.CreateVideoTrack(new VideoSource.TestPattern(64, 48, 30), _failures);
            video.SetOpen(true);
            return video;
        }

        a.Connection.SetTrack(MediaKind.Video, Video());
        b.Connection.SetTrack(MediaKind.Video, Video());
        Peer.Trickle(a, b);
        var offer = (await a.Connection.CreateOfferAsync(default)).Sdp;
        var bundled = Regex.Replace(offer, "m=video [0-9]+ (.*)\r\n", "m=video 0 $1\r\na=bundle-only\r\n");
        Assert.NotEqual(offer, bundled);
        await b.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, bundled), default);
        await a.Connection.SetRemoteDescriptionAsync(await b.Connection.CreateAnswerAsync(default), default);
        foreach (var peer in new[] { a, b })
        {
            await Eventually.Poll(async () => (await peer.Stats(MediaKind.Video, outgoing: true)).Jitter is not null, "a report on video");
        }
    }

    [Fact]
    public void CALL_097_TheCertificateIsRenewedLongBeforeItEnds()
    {
        var time = new ManualTime();
        var shared = new SharedCertificate(time);
        var first = shared.Get();
        time.Advance(TimeSpan.FromDays(14));
        Assert.Same(first, shared.Get());
        time.Advance(TimeSpan.FromSeconds(1));
        var second = shared.Get();
        Assert.NotSame(first, second);
        Assert.Same(second, shared.Get());
    }

    [Fact]
    public async Task ManyConnectionsInSequenceLeaveNoThreadsAndNoSockets()
    {
        await OneCall();
        var sockets = Sockets();
        for (var i = 0; i < 20; i++)
        {
            await OneCall();
        }

        await Eventually.Poll(() => ValueTask.FromResult(Sockets() <= sockets + 2), "sockets released");
    }

    private async Task OneCall()
    {
        await using Peer a = new(_factory), b = new(_factory);
        await Peer.Connect(a, b);
    }

    private static int Sockets() => OperatingSystem.IsLinux()
        ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true) : 0;
}
