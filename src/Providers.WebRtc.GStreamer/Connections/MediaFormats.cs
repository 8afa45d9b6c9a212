using System.Globalization;
using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>The one codec of each kind and how it is written in caps.</summary>
internal static class MediaFormats
{
    /// <summary>Payload types of the own offer.</summary>
    internal static int OfferedPayload(MediaKind kind) => kind == MediaKind.Audio ? 111 : 96;

    internal static string Codec(MediaKind kind) => kind == MediaKind.Audio ? "opus" : "VP8";

    internal static string RtpCaps(MediaKind kind, int payload)
        => "application/x-rtp,payload=" + payload.ToString(CultureInfo.InvariantCulture)
            + (kind == MediaKind.Audio
                ? ",media=audio,encoding-name=OPUS,clock-rate=48000,encoding-params=(string)2"
                : ",media=video,encoding-name=VP8,clock-rate=90000");

    internal static string EncodedCaps(MediaKind kind)
        => kind == MediaKind.Audio ? "audio/x-opus,rate=48000,channels=2,channel-mapping-family=0" : "video/x-vp8";
}
