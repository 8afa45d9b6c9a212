using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>GStreamer's core: elements, pads, buffers, events, promises.</summary>
internal static unsafe partial class Gst
{
    internal const ulong NoTime = ulong.MaxValue;
    internal const int FormatTime = 3;
    internal const int StateNull = 1;
    internal const int StatePlaying = 4;
    internal const int StateFailure = 0;
    internal const int PadSource = 1;
    internal const int PadSink = 2;
    internal const int MapRead = 1;
    internal const int MapWrite = 2;
    internal const uint BufferDeltaUnit = 1u << 13;

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_version(out uint major, out uint minor, out uint micro, out uint nano);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_segtrap_set_enabled(int enabled);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_init_check(nint argc, nint argv, GError** error);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_element_factory_find(string name);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_element_factory_make(string factory, string? name);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_object_ref(nint instance);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_object_ref_sink(nint instance);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_object_unref(nint instance);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_mini_object_ref(nint instance);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_mini_object_unref(nint instance);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void gst_util_set_object_arg(nint instance, string name, string value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_pipeline_new(string? name);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_pipeline_use_clock(nint pipeline, nint clock);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_pipeline_get_bus(nint pipeline);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_bus_set_sync_handler(
        nint bus, delegate* unmanaged[Cdecl]<nint, nint, nint, int> handler, nint data, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_message_parse_error(nint message, GError** error, nint* debug);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_message_parse_warning(nint message, GError** error, nint* debug);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_system_clock_obtain();

    [LibraryImport(NativeLibraries.Core)]
    internal static partial ulong gst_clock_get_time(nint clock);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial uint gst_parse_error_quark();

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_parse_launch(string description, GError** error);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_parse_bin_from_description(string description, int ghostUnlinkedPads, GError** error);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_bin_recalculate_latency(nint bin);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_bin_add(nint bin, nint element);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_bin_remove(nint bin, nint element);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_bin_get_by_name(nint bin, string name);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_element_set_state(nint element, int state);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_element_sync_state_with_parent(nint element);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_element_set_base_time(nint element, ulong time);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial ulong gst_element_get_base_time(nint element);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_element_set_start_time(nint element, ulong time);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_element_send_event(nint element, nint @event);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_element_seek_simple(nint element, int format, int flags, long position);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_element_get_static_pad(nint element, string name);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_element_get_pad_template(nint element, string name);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_element_request_pad(nint element, nint template, string name, nint caps);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_element_release_request_pad(nint element, nint pad);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_pad_link(nint source, nint sink);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_pad_get_current_caps(nint pad);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_pad_get_direction(nint pad);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial CULong gst_pad_add_probe(
        nint pad, int mask, delegate* unmanaged[Cdecl]<nint, GstPadProbeInfo*, nint, int> callback, nint data,
        delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_event_get_structure(nint @event);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_has_name(nint structure, string name);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GValue* gst_structure_get_value(nint structure, string field);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_structure_get_string(nint structure, string field);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_get_uint(nint structure, string field, out uint value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_get_uint64(nint structure, string field, out ulong value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_get_int64(nint structure, string field, out long value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_get_int(nint structure, string field, out int value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int gst_structure_get_double(nint structure, string field, out double value);

    [LibraryImport(NativeLibraries.Core, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint gst_caps_from_string(string caps);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_caps_get_structure(nint caps, uint index);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_sample_get_buffer(nint sample);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_sample_get_caps(nint sample);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_sample_get_segment(nint sample);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial ulong gst_segment_to_running_time(nint segment, int format, ulong position);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_buffer_new_allocate(nint allocator, nint size, nint parameters);

    /// <summary>A shallow copy: the memory is shared, the header is its own.</summary>
    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_buffer_copy_region(nint buffer, int flags, nint offset, nint size);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_buffer_map(nint buffer, GstMapInfo* info, int flags);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial void gst_buffer_unmap(nint buffer, GstMapInfo* info);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_promise_new_with_change_func(
        delegate* unmanaged[Cdecl]<nint, nint, void> callback, nint data, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial int gst_promise_wait(nint promise);

    [LibraryImport(NativeLibraries.Core)]
    internal static partial nint gst_promise_get_reply(nint promise);
}
