using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc.Tests;

/// <summary>Descriptions as real peers write them.</summary>
internal static class Texts
{
    public const string Fingerprint =
        "0F:74:31:25:CB:A2:13:EC:28:6F:6D:2C:61:FF:5D:C2:BC:B9:DB:3D:98:14:8D:1A:BB:EA:33:0C:A4:60:A8:8E";

    public const string Candidate = "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.17 rport 46154 generation 0";

    private const string Transport = $"""
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        a=ice-options:trickle
        a=fingerprint:sha-256 {Fingerprint}
        a=setup:actpass
        """;

    /// <summary>As short as it may be.</summary>
    public static readonly string Plain = $"""
        v=0
        o=- 1 1 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE a v
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        {Transport}
        a=mid:a
        a=sendrecv
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        m=video 9 UDP/TLS/RTP/SAVPF 96
        {Transport}
        a=mid:v
        a=sendrecv
        a=rtcp-mux
        a=rtpmap:96 VP8/90000

        """.ReplaceLineEndings("\r\n");

    public static readonly string Chromium = $"""
        v=0
        o=- 5498186869896684180 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS 8c8f5f4e-3f0b-4e3a-9f4d-0a1b2c3d4e5f
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
        {Transport}
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=sendrecv
        a=msid:8c8f5f4e-3f0b-4e3a-9f4d-0a1b2c3d4e5f 1d2e
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:110 telephone-event/48000
        a=ssrc:1399694169 cname:4TOk42mSjXCkVIa6
        a=ssrc:1399694169 msid:8c8f5f4e 1d2e
        a=candidate:1467250027 1 udp 2122260223 192.168.0.196 46243 typ host generation 0 network-id 1 network-cost 10
        a=candidate:2968965418 1 udp 2122265343 2001:db8::8a2e:370:7334 50100 typ host generation 0 network-id 2
        a=candidate:434653019 1 tcp 1518280447 192.168.0.196 9 typ host tcptype active generation 0
        a=candidate:842163049 1 udp 1686052607 203.0.113.7 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0
        a=end-of-candidates
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 39 40 45 46 98 99 100 101 127
        {Transport}
        a=mid:1
        a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:13 urn:3gpp:video-orientation
        a=sendrecv
        a=msid:8c8f5f4e-3f0b-4e3a-9f4d-0a1b2c3d4e5f 7a8b
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 goog-remb
        a=rtcp-fb:96 ccm fir
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=rtpmap:98 VP9/90000
        a=fmtp:98 profile-id=0
        a=ssrc-group:FID 2231627014 632943048
        a=ssrc:2231627014 cname:4TOk42mSjXCkVIa6
        a=ssrc:632943048 cname:4TOk42mSjXCkVIa6

        """.ReplaceLineEndings("\r\n");

    /// <summary>With what is common to both sections said once, before them.</summary>
    public static readonly string SessionLevel = $"""
        v=0
        o=mozilla...THIS_IS_SDPARTA-99.0 7508958349 0 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=fingerprint:sha-256 {Fingerprint}
        a=group:BUNDLE 0 1
        a=ice-options:trickle
        a=ice-ufrag:d9a1b2c3
        a=ice-pwd:0123456789abcdef0123456789abcdef
        a=setup:actpass
        m=audio 9 UDP/TLS/RTP/SAVPF 109
        c=IN IP4 0.0.0.0
        a=mid:0
        a=rtpmap:109 opus/48000/2
        m=video 9 UDP/TLS/RTP/SAVPF 120
        c=IN IP6 ::
        a=mid:1
        a=rtpmap:120 VP8/90000

        """.ReplaceLineEndings("\r\n");

    public static SessionDescription Offer { get; } = new(SdpType.Offer, Plain);

    public static SessionDescription Answer { get; } = new(SdpType.Answer, Plain.Replace("setup:actpass", "setup:active", StringComparison.Ordinal));
}
