using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

/// <summary>An offer in the form that Chromium writes, without a browser.</summary>
public sealed class BrowserOfferTests : EngineTest
{
    private const string Transport = """
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        a=ice-options:trickle
        a=fingerprint:sha-256 0F:74:31:25:CB:A2:13:EC:28:6F:6D:2C:61:FF:5D:C2:BC:B9:DB:3D:98:14:8D:1A:BB:EA:33:0C:A4:60:A8:8E
        a=setup:actpass
        """;

    private const string Offer = $"""
        v=0
        o=- 5498186869896684180 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS s1
        m=video 9 UDP/TLS/RTP/SAVPF 100 101 102
        {Transport}
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendrecv
        a=msid:s1 v1
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:100 VP8/90000
        a=rtcp-fb:100 goog-remb
        a=rtcp-fb:100 transport-cc
        a=rtcp-fb:100 ccm fir
        a=rtcp-fb:100 nack
        a=rtcp-fb:100 nack pli
        a=rtpmap:101 rtx/90000
        a=fmtp:101 apt=100
        a=rtpmap:102 VP9/90000
        a=ssrc-group:FID 2231627014 632943048
        a=ssrc:2231627014 cname:4TOk42mSjXCkVIa6
        a=ssrc:2231627014 msid:s1 v1
        a=ssrc:632943048 cname:4TOk42mSjXCkVIa6
        m=audio 9 UDP/TLS/RTP/SAVPF 109 63 9
        {Transport}
        a=mid:1
        a=extmap:14 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendrecv
        a=msid:s1 a1
        a=rtcp-mux
        a=rtpmap:109 opus/48000/2
        a=rtcp-fb:109 transport-cc
        a=fmtp:109 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=rtpmap:9 G722/8000
        a=ssrc:1399694169 cname:4TOk42mSjXCkVIa6

        """;

    private static readonly string Sdp = Offer.ReplaceLineEndings("\r\n");

    [Fact]
    public void ItsSectionsAndPayloadTypesAreRead()
    {
        var sdp = RemoteSdp.Parse(Sdp);
        Assert.Equal([(MediaKind.Video, "0", 100), (MediaKind.Audio, "1", 109)], sdp.Media.Select(m => (m.Kind, m.Mid, m.PayloadType)));
        Assert.Equal(0x0F, sdp.Fingerprint[0]);
    }

    [Fact]
    public async Task ItIsAnsweredInItsOrderWithItsPayloadTypes()
    {
        var peer = NewPeer();
        await peer.Connection.SetRemoteDescriptionAsync(new SessionDescription(SdpType.Offer, Sdp), default);
        var answer = (await peer.Connection.CreateAnswerAsync(default)).Sdp;
        var sections = answer.Split("m=")[1..];
        Assert.StartsWith("video 9 UDP/TLS/RTP/SAVPF 100", sections[0], StringComparison.Ordinal);
        Assert.StartsWith("audio 9 UDP/TLS/RTP/SAVPF 109", sections[1], StringComparison.Ordinal);
        Assert.All(sections, section => Assert.Contains("a=sendrecv", section, StringComparison.Ordinal));
        Assert.All(sections, section => Assert.Contains("a=setup:active", section, StringComparison.Ordinal));
        Assert.Contains("a=rtcp-fb:100 nack pli", sections[0], StringComparison.Ordinal);
        Assert.DoesNotContain("a=rtcp-fb:109 nack", sections[1], StringComparison.Ordinal);
    }
}
