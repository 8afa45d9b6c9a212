using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>appsrc and appsink.</summary>
internal static unsafe partial class GstApp
{
    [LibraryImport(NativeLibraries.App)]
    internal static partial int gst_app_src_push_buffer(nint source, nint buffer);

    [LibraryImport(NativeLibraries.App)]
    internal static partial void gst_app_src_set_caps(nint source, nint caps);

    [LibraryImport(NativeLibraries.App)]
    internal static partial void gst_app_sink_set_callbacks(
        nint sink, GstAppSinkCallbacks* callbacks, nint data, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(NativeLibraries.App)]
    internal static partial nint gst_app_sink_pull_sample(nint sink);
}

/// <summary>Raw video and key frame requests.</summary>
internal static unsafe partial class GstVideo
{
    [LibraryImport(NativeLibraries.Video)]
    internal static partial int gst_video_info_from_caps(GstVideoInfo* info, nint caps);

    [LibraryImport(NativeLibraries.Video)]
    internal static partial int gst_video_frame_map(GstVideoFrame* frame, GstVideoInfo* info, nint buffer, int flags);

    [LibraryImport(NativeLibraries.Video)]
    internal static partial void gst_video_frame_unmap(GstVideoFrame* frame);

    [LibraryImport(NativeLibraries.Video)]
    internal static partial nint gst_video_event_new_upstream_force_key_unit(ulong runningTime, int allHeaders, uint count);
}

/// <summary>Session descriptions.</summary>
internal static unsafe partial class GstWebRtc
{
    internal const int Offer = 1;
    internal const int Answer = 3;

    [LibraryImport(NativeLibraries.Sdp, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_sdp_message_new_from_text(string text, nint* message);

    [LibraryImport(NativeLibraries.Sdp)]
    internal static partial nint gst_sdp_message_as_text(nint message);

    [LibraryImport(NativeLibraries.WebRtc)]
    internal static partial nint gst_webrtc_session_description_new(int type, nint message);

    [LibraryImport(NativeLibraries.WebRtc)]
    internal static partial nint gst_webrtc_session_description_copy(nint description);

    [LibraryImport(NativeLibraries.WebRtc)]
    internal static partial void gst_webrtc_session_description_free(nint description);
}
