using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>GLib and GObject, as far as the engine needs them.</summary>
internal static unsafe partial class GLib
{
    [LibraryImport(NativeLibraries.GLib, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int g_setenv(string name, string value, int overwrite);

    [LibraryImport(NativeLibraries.GLib)]
    internal static partial void g_free(nint memory);

    [LibraryImport(NativeLibraries.GLib)]
    internal static partial void g_error_free(GError* error);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial nint g_object_ref(nint instance);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint g_object_class_find_property(nint klass, string name);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial CULong g_signal_connect_data(
        nint instance, string signal, nint callback, nint data, delegate* unmanaged[Cdecl]<nint, nint, void> destroy, int flags);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_signal_handler_disconnect(nint instance, CULong id);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint g_signal_lookup(string name, nint type);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_signal_query(uint id, GSignalQuery* query);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_signal_emitv(GValue* instanceAndParameters, uint id, uint detail, GValue* result);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial GValue* g_value_init(GValue* value, nint type);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_value_set_instance(GValue* value, nint instance);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_value_set_boxed(GValue* value, nint boxed);

    [LibraryImport(NativeLibraries.GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_value_set_string(GValue* value, string? text);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_value_set_uint(GValue* value, uint number);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial void g_value_set_uint64(GValue* value, ulong number);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial nint g_value_get_boxed(GValue* value);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial nint g_value_get_string(GValue* value);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial int g_value_get_enum(GValue* value);

    [LibraryImport(NativeLibraries.GObject)]
    internal static partial nint g_value_dup_object(GValue* value);
}
