using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>Properties and action signals of native objects.</summary>
internal static unsafe class GObjects
{
    private const nint TypeUInt = 7 << 2;
    private const nint TypeUInt64 = 11 << 2;
    private const nint TypeString = 16 << 2;
    private const nint TypeObject = 20 << 2;

    /// <summary>Sets a property from its textual form, as on a gst-launch line.</summary>
    internal static void Set(nint instance, string name, string value) => Gst.gst_util_set_object_arg(instance, name, value);

    /// <summary>Sets a string property literally: paths and ids need no quoting.</summary>
    internal static void SetString(nint instance, string name, string value)
    {
        GValue holder = default;
        GLib.g_value_init(&holder, TypeString);
        GLib.g_value_set_string(&holder, value);
        GLib.g_object_set_property(instance, name, &holder);
        GLib.g_value_unset(&holder);
    }

    /// <summary>Whether this version of the element knows the property.</summary>
    internal static bool Has(nint instance, string name) => GLib.g_object_class_find_property(*(nint*)instance, name) != 0;

    internal static int GetEnum(nint instance, string name)
    {
        GValue holder = default;
        GLib.g_object_get_property(instance, name, &holder);
        var value = GLib.g_value_get_enum(&holder);
        GLib.g_value_unset(&holder);
        return value;
    }

    internal static string? GetString(nint instance, string name)
    {
        GValue holder = default;
        GLib.g_object_get_property(instance, name, &holder);
        var value = Marshal.PtrToStringUTF8(GLib.g_value_get_string(&holder));
        GLib.g_value_unset(&holder);
        return value;
    }

    /// <summary>An object property, or 0; the caller owns a reference.</summary>
    internal static nint GetObject(nint instance, string name)
    {
        GValue holder = default;
        GLib.g_object_get_property(instance, name, &holder);
        var value = GLib.g_value_dup_object(&holder);
        GLib.g_value_unset(&holder);
        return value;
    }

    /// <summary>Emits an action signal with one boxed or object-like argument and a promise.</summary>
    internal static void Emit(nint instance, string signal, nint argument, nint promise)
        => Emit(instance, signal, argument, promise, 0, null);

    /// <summary>Emits an action signal with a text.</summary>
    internal static void EmitText(nint instance, string signal, string text) => Emit(instance, signal, 0, 0, 0, text);

    /// <summary>Emits <c>add-ice-candidate</c>.</summary>
    internal static void EmitCandidate(nint instance, uint line, string candidate)
        => Emit(instance, "add-ice-candidate", 0, 0, line, candidate);

    /// <summary>Emits an action signal with one 64-bit number and no result.</summary>
    internal static void EmitNumber(nint instance, string signal, ulong number)
    {
        GValue argument = default;
        GLib.g_value_init(&argument, TypeUInt64);
        GLib.g_value_set_uint64(&argument, number);
        Emit(instance, signal, argument, null);
    }

    /// <summary>Emits an action signal with one number that gives an object, or 0; the caller owns a reference.</summary>
    internal static nint EmitForObject(nint instance, string signal, uint number)
    {
        GValue argument = default, result = default;
        GLib.g_value_init(&argument, TypeUInt);
        GLib.g_value_set_uint(&argument, number);
        GLib.g_value_init(&result, TypeObject);
        Emit(instance, signal, argument, &result);
        var value = GLib.g_value_dup_object(&result);
        GLib.g_value_unset(&result);
        return value;
    }

    private static void Emit(nint instance, string signal, GValue argument, GValue* result)
    {
        var values = stackalloc GValue[2];
        values[0] = default;
        values[1] = argument;
        GLib.g_value_init(values, TypeOf(instance));
        GLib.g_value_set_instance(values, instance);
        GLib.g_signal_emitv(values, GLib.g_signal_lookup(signal, TypeOf(instance)), 0, result);
        GLib.g_value_unset(values);
    }

    // The variadic emit has another calling convention on some platforms; the array form has not.
    private static void Emit(nint instance, string signal, nint boxed, nint promise, uint number, string? text)
    {
        GSignalQuery query;
        GLib.g_signal_query(GLib.g_signal_lookup(signal, TypeOf(instance)), &query);
        var count = (int)query.ParameterCount + 1;
        var values = stackalloc GValue[count];
        new Span<GValue>(values, count).Clear();
        GLib.g_value_init(values, TypeOf(instance));
        GLib.g_value_set_instance(values, instance);
        for (var i = 1; i < count; i++)
        {
            // The lowest bit says «static scope» and is no part of the type.
            GLib.g_value_init(values + i, query.ParameterTypes[i - 1] & ~1);
        }

        if (text is null)
        {
            if (boxed != 0)
            {
                GLib.g_value_set_boxed(values + 1, boxed);
            }

            GLib.g_value_set_boxed(values + count - 1, promise);
        }
        else
        {
            if (count > 2)
            {
                GLib.g_value_set_uint(values + 1, number);
            }

            GLib.g_value_set_string(values + (count > 2 ? 2 : 1), text);
        }

        GValue result = default;
        if (query.ReturnType is not 0 and not 4)
        {
            GLib.g_value_init(&result, query.ReturnType & ~1);
        }

        GLib.g_signal_emitv(values, query.Id, 0, &result);
        if (result.Type != 0)
        {
            GLib.g_value_unset(&result);
        }

        for (var i = 0; i < count; i++)
        {
            GLib.g_value_unset(values + i);
        }
    }

    private static nint TypeOf(nint instance) => **(nint**)instance;
}
