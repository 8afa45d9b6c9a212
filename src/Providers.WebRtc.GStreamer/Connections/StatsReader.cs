using System.Globalization;
using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Interop;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>Reads webrtcbin's statistics by SSRC; its own kinds and codecs are wrong for audio.</summary>
internal static class StatsReader
{
    /// <summary>Round-trip time in seconds that the peer's reports on one sent stream give, or null.</summary>
    internal static double? RoundTrip(nint reply, uint ssrc)
        => Find(reply, "rtp-remote-inbound-stream-stats_", ssrc) is not 0 and var remote
            && Gst.gst_structure_get_double(remote, "round-trip-time", out var seconds) != 0 && seconds > 0 ? seconds : null;

    internal static StreamStats Outgoing(nint reply, MediaKind kind, uint ssrc, TimeSpan? age)
    {
        var local = Find(reply, "rtp-outbound-stream-stats_", ssrc);
        var remote = Find(reply, "rtp-remote-inbound-stream-stats_", ssrc);
        return Make(kind, true, Number(local, "packets-sent"), Number(local, "bytes-sent"), Lost(remote), remote, age);
    }

    internal static StreamStats Incoming(nint reply, MediaKind kind, uint ssrc, TimeSpan? age)
    {
        var local = Find(reply, "rtp-inbound-stream-stats_", ssrc);

        // Its own number of lost packets is a jitter buffer's that it does not ask, and always zero; the session's source has counted.
        var source = local == 0 ? 0 : Boxed(local, "gst-rtpsource-stats");
        var lost = source != 0 && Gst.gst_structure_get_int(source, "packets-lost", out var counted) != 0 ? counted : 0;
        return Make(kind, false, Number(local, "packets-received"), Number(local, "bytes-received"), lost, local, age);
    }

    private static StreamStats Make(MediaKind kind, bool outgoing, long packets, long bytes, long lost, nint jitter, TimeSpan? age)
    {
        TimeSpan? spread = jitter != 0 && packets > 0 && Gst.gst_structure_get_double(jitter, "jitter", out var seconds) != 0 && double.IsFinite(seconds)
            ? TimeSpan.FromSeconds(seconds) : null;
        var rate = age is { TotalSeconds: > 0 } time ? bytes * 8 / time.TotalSeconds : 0;
        return new StreamStats(kind, outgoing, MediaFormats.Codec(kind), packets, bytes, lost, spread, rate);
    }

    private static long Lost(nint structure)
        => structure != 0 && Gst.gst_structure_get_int64(structure, "packets-lost", out var value) != 0 ? value : 0;

    private static long Number(nint structure, string field)
        => structure != 0 && Gst.gst_structure_get_uint64(structure, field, out var value) != 0 ? (long)value : 0;

    private static nint Find(nint reply, string prefix, uint ssrc)
        => reply == 0 || ssrc == 0 ? 0 : Boxed(reply, prefix + ssrc.ToString(CultureInfo.InvariantCulture));

    private static unsafe nint Boxed(nint structure, string field)
    {
        var value = Gst.gst_structure_get_value(structure, field);
        return value is null ? 0 : GLib.g_value_get_boxed(value);
    }
}
