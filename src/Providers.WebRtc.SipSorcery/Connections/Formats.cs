using Calling.Media;
using SIPSorcery.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Connections;

/// <summary>What is negotiated of each kind.</summary>
internal static class Formats
{
    internal static readonly MediaKind[] Both = [MediaKind.Audio, MediaKind.Video];

    internal static int OfferedPayload(MediaKind kind) => kind == MediaKind.Audio ? 111 : 96;

    internal static int ClockRate(MediaKind kind) => kind == MediaKind.Audio ? 48_000 : 90_000;

    internal static string Codec(MediaKind kind) => kind == MediaKind.Audio ? "opus" : "VP8";

    internal static SDPMediaTypesEnum Type(MediaKind kind) => kind == MediaKind.Audio ? SDPMediaTypesEnum.audio : SDPMediaTypesEnum.video;

    /// <summary>A track of one kind. Made SendRecv for good: any other direction has stopped media in one way or another.</summary>
    internal static MediaStreamTrack Track(MediaKind kind)
    {
        var format = kind == MediaKind.Audio
            ? new SDPAudioVideoMediaFormat(SDPMediaTypesEnum.audio, OfferedPayload(kind), "opus", ClockRate(kind), 2, "minptime=10;useinbandfec=1")
            : new SDPAudioVideoMediaFormat(SDPMediaTypesEnum.video, OfferedPayload(kind), "VP8", ClockRate(kind));
        return new MediaStreamTrack(Type(kind), false, [format]) { NoDtmfSupport = true };
    }
}
