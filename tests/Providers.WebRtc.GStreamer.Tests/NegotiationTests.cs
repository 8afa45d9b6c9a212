using System.Text.RegularExpressions;
using Calling.Media;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

public sealed class NegotiationTests : EngineTest
{
    [Fact]
    public async Task EveryCallOutOfTurnIsRefused()
    {
        Peer a = NewPeer(), b = NewPeer();
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.CreateAnswerAsync(default));
        var offer = await a.Connection.CreateOfferAsync(default);
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.CreateOfferAsync(default));
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.CreateAnswerAsync(default));
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.SetRemoteDescriptionAsync(offer, default));
        await Assert.ThrowsAsync<PeerConnectionException>(() => b.Connection.SetRemoteDescriptionAsync(offer with { Type = SdpType.Answer }, default));
        await b.Connection.SetRemoteDescriptionAsync(offer, default);
        await Assert.ThrowsAsync<PeerConnectionException>(() => b.Connection.SetRemoteDescriptionAsync(offer, default));
        await Assert.ThrowsAsync<PeerConnectionException>(() => b.Connection.CreateOfferAsync(default));
        var answer = await b.Connection.CreateAnswerAsync(default);
        await Assert.ThrowsAsync<PeerConnectionException>(() => b.Connection.CreateAnswerAsync(default));
        Peer.Trickle(a, b);
        await a.Connection.SetRemoteDescriptionAsync(answer, default);
        await Assert.ThrowsAsync<PeerConnectionException>(() => a.Connection.SetRemoteDescriptionAsync(answer, default));

        // All that refusing did no harm.
        await a.Reaches(PeerConnectionState.Connected);
        await b.Reaches(PeerConnectionState.Connected);
    }

    [Fact]
    public async Task TheOfferHasBothKindsSendingAndReceivingAndOneBundle()
    {
        var offer = (await NewPeer().Connection.CreateOfferAsync(default)).Sdp;
        Assert.Equal(2, Regex.Count(offer, "a=sendrecv"));
        Assert.Single(Regex.Matches(offer, "m=audio"));
        Assert.Single(Regex.Matches(offer, "m=video"));
        Assert.Contains("a=group:BUNDLE", offer, StringComparison.Ordinal);
        Assert.Contains("nack pli", offer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=rtpmap:111", "m=audio 9 UDP/TLS/RTP/SAVPF 111", 109)]
    public async Task TheAnswerTakesThePayloadTypesOfTheOffer(string map, string line, int other)
    {
        Peer a = NewPeer(), b = NewPeer();
        var offer = (await a.Connection.CreateOfferAsync(default)).Sdp;
        Assert.Contains(line, offer, StringComparison.Ordinal);
        Assert.Contains(map, offer, StringComparison.Ordinal);
        var changed = Regex.Replace(Regex.Replace(offer, @"(a=(rtpmap|fmtp|rtcp-fb):)111\b", $"${{1}}{other}"), @"(m=audio .*SAVPF )111\b", $"${{1}}{other}");
        await b.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, changed), default);
        var answer = (await b.Connection.CreateAnswerAsync(default)).Sdp;
        Assert.Contains($"a=rtpmap:{other} OPUS/48000/2", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("a=rtpmap:111", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GarbageIsRefusedAndTheProcessLives()
    {
        var good = (await NewPeer().Connection.CreateOfferAsync(default)).Sdp;
        var lines = good.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        List<string> bad =
        [
            "", " ", "hello", "v=0", "v=0\r\n", "v=0\r\nm=audio", new string('x', 100_000), "v=0\r\n" + new string('a', 70_000), "v=0\r\n\0\0",
            good.Replace("a=mid:", "a=nid:", StringComparison.Ordinal), good.Replace("a=group:BUNDLE", "a=group:LS", StringComparison.Ordinal),
            good.Replace("a=setup:actpass", "a=setup:bogus", StringComparison.Ordinal), good.Replace("a=ice-ufrag", "a=ice-ufrog", StringComparison.Ordinal),
            good.Replace("a=fingerprint:sha-256", "a=fingerprint:sha-1", StringComparison.Ordinal), good.Replace("OPUS", "PCMU", StringComparison.OrdinalIgnoreCase),
            good.Replace("VP8", "H264", StringComparison.OrdinalIgnoreCase), good.Replace("a=sendrecv", "a=sendonly", StringComparison.Ordinal),
            Regex.Replace(good, "a=mid:.*", "a=mid:0\r"), good.Replace("m=video", "m=audio", StringComparison.Ordinal), good + good[good.IndexOf("m=audio", StringComparison.Ordinal)..],
            Regex.Replace(good, "a=fingerprint:.*", "a=fingerprint:sha-256 ZZ:11\r"),
        ];
        foreach (var sdp in bad)
        {
            var peer = NewPeer();
            await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, sdp), default));
        }

        // Every single line left out: refused or taken, and the process lives.
        for (var i = 0; i < lines.Length; i++)
        {
            await using var peer = NewPeer();
            try
            {
                var sdp = string.Join("\r\n", lines.Where((_, index) => index != i)) + "\r\n";
                await peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, sdp), default);
                await peer.Connection.CreateAnswerAsync(default);
            }
            catch (PeerConnectionException)
            {
                // As good as an answer.
            }
        }

        await Connected();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("candidate:1 1 UDP 1 host.local 9 typ host")]
    [InlineData("candidate:1 1 UDP 1 127.0.0.1 99999 typ host")]
    [InlineData("candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\na=x")]
    public async Task CandidatesWithoutAnAddressAreRefused(string candidate)
    {
        var peer = NewPeer();
        await Assert.ThrowsAsync<PeerConnectionException>(() => peer.Connection.AddIceCandidateAsync(new IceCandidate(candidate, "0", 0), default));
    }

    [Fact]
    public async Task CALL_097_AnotherCertificateFailsAndNothingIsDecoded()
    {
        Peer a = NewPeer(), b = NewPeer();
        using var tap = new UdpTap(a, b);
        foreach (var peer in new[] { a, b })
        {
            ILocalTrack video = Pattern(), audio = Tone();
            peer.Connection.SetTrack(MediaKind.Video, video);
            peer.Connection.SetTrack(MediaKind.Audio, audio);
            video.SetOpen(true);
            audio.SetOpen(true);
        }

        // The answer names another certificate than the one that the answering side will show to a.
        await Peer.Negotiate(a, b, sdp => Regex.Replace(sdp, "a=fingerprint:sha-256 (..)", m => $"a=fingerprint:sha-256 {(m.Groups[1].Value == "00" ? "11" : "00")}"));
        await a.Reaches(PeerConnectionState.Failed);
        Assert.Contains(a.States, s => s.State == PeerConnectionState.Failed && s.Reason!.Contains("fingerprint", StringComparison.Ordinal));
        Assert.DoesNotContain(a.States, s => s.State == PeerConnectionState.Connected);

        // b, who believes a, may have sent already; a takes none of it and sends nothing at all.
        await b.Reaches(PeerConnectionState.Connected);
        await Pictures(4);
        Assert.Equal((0, 0, 0), (a.Decoded, a.Pictures.Count, a.Sound.Count));
        Assert.Equal((0, 0, 0), (b.Decoded, tap.FromA, b.Pictures.Count));
    }
}
