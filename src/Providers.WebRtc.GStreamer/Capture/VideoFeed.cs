using System.Globalization;
using Calling.Media;
using Calling.Providers.WebRtc.GStreamer.Interop;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>Copies the application's pictures into buffers of GStreamer's default layout; one native copy, no managed allocation.</summary>
/// <param name="source">The application.</param>
/// <param name="appSrc">Borrowed; the pipeline outlives the feed.</param>
internal sealed unsafe class VideoFeed(IVideoFrameSource source, nint appSrc) : IApplicationFeed, IVideoSink
{
    private readonly Lock _gate = new();
    private bool _closed;
    private (PixelFormat Format, int Width, int Height) _layout;

    public IDisposable Start() => source.Start(this);

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    public void OnFrame(in VideoFrame frame)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            Announce(frame.Format, frame.Width, frame.Height);
            var i420 = frame.Format == PixelFormat.I420;

            // Rows start at multiples of four bytes and planes have an even number of rows: gst_video_info's own layout.
            int width = frame.Width, height = frame.Height, even = (height + 1) & ~1;
            int luma = i420 ? (width + 3) & ~3 : width * 4, chroma = i420 ? (((width + 1) / 2) + 3) & ~3 : 0;
            int plane1 = luma * (i420 ? even : height), plane2 = plane1 + (chroma * even / 2), size = plane2 + (chroma * even / 2);
            var buffer = Gst.gst_buffer_new_allocate(0, size, 0);
            GstMapInfo map;
            if (buffer == 0 || Gst.gst_buffer_map(buffer, &map, Gst.MapWrite) == 0)
            {
                return;
            }

            var target = new Span<byte>((void*)map.Data, size);
            Copy(frame.Plane0, frame.Stride0, target, luma, i420 ? width : width * 4, height);
            if (i420)
            {
                Copy(frame.Plane1, frame.ChromaStride, target[plane1..], chroma, frame.ChromaWidth, frame.ChromaHeight);
                Copy(frame.Plane2, frame.ChromaStride, target[plane2..], chroma, frame.ChromaWidth, frame.ChromaHeight);
            }

            Gst.gst_buffer_unmap(buffer, &map);
            _ = GstApp.gst_app_src_push_buffer(appSrc, buffer);
        }
    }

    private static void Copy(ReadOnlySpan<byte> from, int fromStride, Span<byte> to, int toStride, int row, int rows)
    {
        for (var y = 0; y < rows; y++)
        {
            from.Slice(y * fromStride, row).CopyTo(to[(y * toStride)..]);
        }
    }

    private void Announce(PixelFormat format, int width, int height)
    {
        if (_layout == (format, width, height))
        {
            return;
        }

        _layout = (format, width, height);
        var name = format == PixelFormat.I420 ? "I420" : "BGRA";
        var caps = Gst.gst_caps_from_string(string.Create(
            CultureInfo.InvariantCulture, $"video/x-raw,format={name},width={width},height={height},framerate=0/1,pixel-aspect-ratio=1/1"));
        GstApp.gst_app_src_set_caps(appSrc, caps);
        Gst.gst_mini_object_unref(caps);
    }
}
