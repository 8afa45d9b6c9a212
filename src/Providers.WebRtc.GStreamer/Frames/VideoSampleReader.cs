using System.Runtime.CompilerServices;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Frames;

/// <summary>Turns I420 samples of one appsink into borrowed frames, without a managed allocation for any of them.</summary>
internal sealed unsafe class VideoSampleReader(SinkList<IVideoSink> sinks, ILogger log) : IDisposable
{
    // The caps object is held, so that its address cannot come back with other content.
    private nint _caps;
    private GstVideoInfo _info;
    private bool _known;

    /// <summary>Pictures read, whether or not anybody took them.</summary>
    internal long Count { get; private set; }

    internal void Read(nint sample)
    {
        Count++;
        var attachments = sinks.Current;
        if (attachments.Length == 0 || !Learn(Gst.gst_sample_get_caps(sample)))
        {
            return;
        }

        var buffer = Gst.gst_sample_get_buffer(sample);
        Unsafe.SkipInit(out GstVideoFrame native);
        int mapped;
        fixed (GstVideoInfo* info = &_info)
        {
            mapped = GstVideo.gst_video_frame_map(&native, info, buffer, Gst.MapRead);
        }

        if (mapped == 0)
        {
            Log.PipelineWarning(log, "A decoded picture could not be read.");
            return;
        }

        try
        {
            Deliver(in native, ((GstBuffer*)buffer)->Pts, attachments);
        }
        finally
        {
            GstVideo.gst_video_frame_unmap(&native);
        }
    }

    public void Dispose()
    {
        if (_caps != 0)
        {
            Gst.gst_mini_object_unref(_caps);
            _caps = 0;
        }
    }

    private static void Deliver(in GstVideoFrame native, ulong pts, SinkList<IVideoSink>.Attachment[] attachments)
    {
        // After mapping, the strides are those of the buffer's own GstVideoMeta where it has one.
        int width = native.Info.Width, height = native.Info.Height, chromaHeight = (height + 1) / 2;
        int luma = native.Info.Stride[0], chroma = native.Info.Stride[1];
        var chromaLength = (chroma * (chromaHeight - 1)) + ((width + 1) / 2);
        var frame = VideoFrame.I420(
            width, height,
            new ReadOnlySpan<byte>((void*)native.Data[0], (luma * (height - 1)) + width), luma,
            new ReadOnlySpan<byte>((void*)native.Data[1], chromaLength),
            new ReadOnlySpan<byte>((void*)native.Data[2], chromaLength), chroma,
            Timestamps.ToTimeSpan(pts));
        foreach (var attachment in attachments)
        {
            attachment.Give(in frame);
        }
    }

    private bool Learn(nint caps)
    {
        if (caps == _caps)
        {
            return _known;
        }

        Dispose();
        if (caps == 0)
        {
            return false;
        }

        _caps = Gst.gst_mini_object_ref(caps);
        fixed (GstVideoInfo* info = &_info)
        {
            return _known = GstVideo.gst_video_info_from_caps(info, caps) != 0;
        }
    }
}
