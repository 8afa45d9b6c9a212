using Calling.Providers.WebRtc.PeerConnections;

namespace Calling.Providers.WebRtc;

/// <summary>Writes, reads and checks one of each peer message: run for the first time in a call, that costs some 60 ms of its set-up.</summary>
internal static class PeerMessagesWarmUp
{
    private const string Section =
        "c=IN IP4 0.0.0.0\r\na=sendrecv\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:warm\r\na=ice-pwd:0123456789abcdef01234567\r\n"
        + "a=fingerprint:sha-256 00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F\r\n";

    private const string Sdp =
        "v=0\r\no=- 1 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=rtpmap:111 OPUS/48000/2\r\n" + Section
        + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=rtpmap:96 VP8/90000\r\n" + Section;

    /// <summary>Does it.</summary>
    /// <returns>What the guards object to; null, or there was less to warm.</returns>
    public static string? Run()
    {
        var label = new PeerLabel("warm", "warm");
        string offer = PeerMessages.Write(new SessionDescription(SdpType.Offer, Sdp), label);
        var candidate = PeerMessages.ReadCandidate(
            PeerMessages.Write(new IceCandidate("candidate:1 1 UDP 2015363327 127.0.0.1 40000 typ host", "0", 0), label));
        return PeerMessages.ReadLabel(offer) == label
            ? SdpGuard.Check(PeerMessages.ReadDescription(offer)).Problem ?? CandidateGuard.Check(candidate)
            : "the label";
    }
}
