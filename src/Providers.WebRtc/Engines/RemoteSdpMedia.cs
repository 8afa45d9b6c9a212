using System.Globalization;
using Calling.Media;

namespace Calling.Providers.WebRtc.Engines;

/// <summary>One media section of a remote description.</summary>
/// <param name="Kind">Audio or video.</param>
/// <param name="Mid">Its id.</param>
/// <param name="PayloadType">The number that the peer gave to Opus or VP8.</param>
internal sealed record RemoteSdpMedia(MediaKind Kind, string Mid, int PayloadType)
{
    private static readonly string[] s_directions = ["inactive", "sendonly", "recvonly", "sendrecv"];

    internal static RemoteSdpMedia Read(RemoteSdpSection section, RemoteSdpSection session)
    {
        var fields = section.MediaLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4 || fields[0] is not ("audio" or "video") || !fields[2].EndsWith("RTP/SAVPF", StringComparison.Ordinal) || (fields[1] == "0" && !section.Has("bundle-only")))
        {
            throw RemoteSdp.Refuse("a section is not RTP/SAVPF audio or video, or was rejected");
        }

        var kind = fields[0] == "audio" ? MediaKind.Audio : MediaKind.Video;
        var setup = section.Value("setup") ?? session.Value("setup");
        if (section.Value("mid") is not { Length: > 0 and <= 64 } mid || !section.Has("rtcp-mux")
            || (s_directions.FirstOrDefault(section.Has) ?? s_directions.FirstOrDefault(session.Has)) is not (null or "sendrecv")
            || string.IsNullOrEmpty(section.Value("ice-ufrag") ?? session.Value("ice-ufrag"))
            || string.IsNullOrEmpty(section.Value("ice-pwd") ?? session.Value("ice-pwd"))
            || setup is not ("actpass" or "active" or "passive"))
        {
            throw RemoteSdp.Refuse($"the {fields[0]} section lacks mid, ICE credentials, setup or rtcp-mux, or is not sendrecv");
        }

        return new RemoteSdpMedia(kind, mid, PayloadOf(section, fields, kind == MediaKind.Audio ? "opus/48000/2" : "VP8/90000"));
    }

    private static int PayloadOf(RemoteSdpSection section, string[] fields, string codec)
    {
        foreach (var map in section.Values("rtpmap"))
        {
            var parts = map.Split(' ', 2);
            if (parts.Length == 2 && parts[1].Trim().Equals(codec, StringComparison.OrdinalIgnoreCase) && Array.IndexOf(fields, parts[0], 3) > 0
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var payload) && payload < 128)
            {
                return payload;
            }
        }

        throw RemoteSdp.Refuse($"it offers no {codec}");
    }
}
