using System.Runtime.InteropServices;
using Calling.Media;
using Calling.Providers.WebRtc.Engines;
using Calling.Providers.WebRtc.GStreamer.Frames;
using Calling.Providers.WebRtc.GStreamer.Interop;
using Microsoft.Extensions.Logging;

namespace Calling.Providers.WebRtc.GStreamer.Connections;

/// <summary>The receiving half of one kind: depayloader, decoder, delivery.</summary>
internal sealed unsafe class RemoteStream : IDisposable
{
    // Delivery has a thread of its own: a slow sink loses frames and never delays the network side.
    private const string Sink = "appsink name=out sync=false async=false emit-signals=false enable-last-sample=false";
    private const string Video =
        "rtpvp8depay request-keyframe=true wait-for-keyframe=true ! vp8dec ! video/x-raw,format=I420"
        + " ! queue leaky=downstream max-size-buffers=3 max-size-bytes=0 max-size-time=0 ! " + Sink + " max-buffers=1 drop=true";

    private const string Audio =
        "rtpopusdepay ! opusdec use-inband-fec=true ! audioconvert ! audioresample ! capsfilter caps=audio/x-raw,format=";

    private const string AudioEnd =
        ",rate=48000,layout=interleaved,channels=[1,2]"
        + " ! queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=300000000 ! " + Sink;

    private readonly VideoSampleReader? _video;
    private readonly AudioSampleReader? _audio;

    private RemoteStream(MediaKind kind, uint ssrc, long began, SinkList<IVideoSink> video, SinkList<IAudioSink> audio, ILogger log)
    {
        (Kind, Ssrc, BeganAt) = (kind, ssrc, began);
        (_video, _audio) = kind == MediaKind.Video ? (new VideoSampleReader(video, log), null) : ((VideoSampleReader?)null, new AudioSampleReader(audio, log));
    }

    internal MediaKind Kind { get; }

    internal uint Ssrc { get; }

    internal long BeganAt { get; }

    /// <summary>Frames that came out of the decoder.</summary>
    internal long Decoded => _video?.Count ?? _audio!.Count;

    /// <summary>Builds the decoder of a stream that just appeared.</summary>
    /// <param name="pipeline">The connection's pipeline.</param>
    /// <param name="pad">webrtcbin's source pad, borrowed.</param>
    /// <param name="mayDecode">Asked for every packet: whether the peer is the one that was signalled.</param>
    /// <param name="now">A timestamp of the time provider.</param>
    /// <param name="video">Receivers of pictures.</param>
    /// <param name="audio">Receivers of sound.</param>
    /// <param name="log">For faults.</param>
    /// <returns>The stream, or null when it is of no known kind.</returns>
    internal static RemoteStream? Build(
        nint pipeline, nint pad, Func<bool> mayDecode, long now, SinkList<IVideoSink> video, SinkList<IAudioSink> audio, ILogger log)
    {
        var caps = Gst.gst_pad_get_current_caps(pad);
        if (caps == 0)
        {
            return null;
        }

        var structure = Gst.gst_caps_get_structure(caps, 0);
        var media = Marshal.PtrToStringUTF8(Gst.gst_structure_get_string(structure, "media"));
        _ = Gst.gst_structure_get_uint(structure, "ssrc", out var ssrc);
        Gst.gst_mini_object_unref(caps);
        if (media is not ("audio" or "video"))
        {
            return null;
        }

        var stream = new RemoteStream(media == "audio" ? MediaKind.Audio : MediaKind.Video, ssrc, now, video, audio, log);
        stream.Link(pipeline, pad, mayDecode, log);
        return stream;
    }

    public void Dispose()
    {
        _video?.Dispose();
        _audio?.Dispose();
    }

    private void Link(nint pipeline, nint pad, Func<bool> mayDecode, ILogger log)
    {
        var text = Kind == MediaKind.Video ? Video : Audio + (BitConverter.IsLittleEndian ? "S16LE" : "S16BE") + AudioEnd;
        GError* error = null;
        var bin = Gst.gst_parse_bin_from_description(text, 1, &error);
        if (error is not null)
        {
            var reason = Marshal.PtrToStringUTF8((nint)error->Message);
            GLib.g_error_free(error);
            throw new InvalidOperationException(reason);
        }

        // Before any packet can pass: nothing of an unverified peer reaches a decoder (CALL-097).
        PadProbe.Add(pad, PadProbe.Buffers, _ => mayDecode() ? PadProbe.Pass : PadProbe.Drop, log);
        _ = Gst.gst_bin_add(pipeline, bin);
        var sink = Gst.gst_bin_get_by_name(bin, "out");
        SampleCallback.Set(sink, _video is not null ? _video.Read : _audio!.Read, log);
        Gst.gst_object_unref(sink);
        _ = Gst.gst_element_sync_state_with_parent(bin);
        var input = Gst.gst_element_get_static_pad(bin, "sink");
        var linked = Gst.gst_pad_link(pad, input);
        Gst.gst_object_unref(input);
        if (linked != 0)
        {
            throw new InvalidOperationException($"The {Kind} receiver could not be linked ({linked}).");
        }
    }
}
