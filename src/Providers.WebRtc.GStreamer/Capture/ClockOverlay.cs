using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>Draws the time since opening into test pictures.</summary>
/// <remarks>GStreamer's own overlays need pango, which Debian ships apart with much of a desktop.</remarks>
internal static unsafe class ClockOverlay
{
    private const ulong Tenth = 100_000_000;

    /// <summary>Draws into every buffer that passes; they are I420 of GStreamer's default layout.</summary>
    /// <param name="pad">A pad directly behind the source, where buffers have one owner and may be written.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="log">For faults.</param>
    internal static void Attach(nint pad, int width, int height, ILogger log)
    {
        ulong? begin = null;
        PadProbe.Add(
            pad, PadProbe.Buffers,
            buffer =>
            {
                GstMapInfo map;
                if (Gst.gst_buffer_map(buffer, &map, Gst.MapRead | Gst.MapWrite) != 0)
                {
                    var now = ((GstBuffer*)buffer)->Pts;
                    ClockFace.Draw(new Span<byte>((void*)map.Data, (int)map.Size), (width + 3) & ~3, width, height, (now - (begin ??= now)) / Tenth);
                    Gst.gst_buffer_unmap(buffer, &map);
                }

                return PadProbe.Pass;
            },
            log);
    }
}
