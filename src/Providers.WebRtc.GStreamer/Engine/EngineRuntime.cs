using System.Runtime.InteropServices;
using Calling.Providers.WebRtc.GStreamer.Interop;

namespace Calling.Providers.WebRtc.GStreamer.Engine;

/// <summary>GStreamer in this process: loaded, initialised and checked once, with one clock that all pipelines share.</summary>
internal sealed unsafe class EngineRuntime
{
    private static readonly Lock Gate = new();
    private static EngineRuntime? _instance;

    private EngineRuntime(string name, nint clock)
    {
        (Name, Clock) = (name, clock);
        BaseTime = Gst.gst_clock_get_time(clock);
    }

    /// <summary>Name and version.</summary>
    internal string Name { get; }

    /// <summary>The system clock. One clock for every pipeline makes a timestamp of one valid in another.</summary>
    internal nint Clock { get; }

    /// <summary>The base time of every sending pipeline, in nanoseconds of the clock.</summary>
    internal ulong BaseTime { get; }

    /// <summary>The running time of every sending pipeline.</summary>
    internal ulong RunningTime => Gst.gst_clock_get_time(Clock) - BaseTime;

    /// <summary>Loads and checks on first use; a failure is tried anew next time, so that installing a package is enough.</summary>
    /// <param name="options">Environment for native code.</param>
    /// <exception cref="CallException">Something is missing (<c>EngineUnavailable</c>).</exception>
    internal static EngineRuntime Get(GStreamerOptions options)
    {
        lock (Gate)
        {
            return _instance ??= Load(options);
        }
    }

    /// <summary>Whether an optional element is registered.</summary>
    internal static bool HasElement(string element)
    {
        var factory = Gst.gst_element_factory_find(element);
        if (factory == 0)
        {
            return false;
        }

        Gst.gst_object_unref(factory);
        return true;
    }

    /// <summary>Loads what GStreamer would load with the first element of each kind.</summary>
    /// <param name="ct">Gives up between two elements.</param>
#pragma warning disable CA1822 // Only who has an engine may ask: it has to be initialised.
    internal void LoadPlugins(CancellationToken ct)
#pragma warning restore CA1822
    {
        foreach (var name in EngineRequirements.AllElements)
        {
            ct.ThrowIfCancellationRequested();
            var element = Gst.gst_element_factory_make(name, null);
            if (element != 0)
            {
                Gst.gst_object_unref(element);
            }
        }
    }

    private static EngineRuntime Load(GStreamerOptions options)
    {
        EngineRequirements.RequireLibraries(NativeLibraries.All, name => NativeLibraries.TryLoad(name, out _));
        NativeLibraries.Install();

        // .NET's own environment is invisible to native getenv.
        foreach (var (name, value) in options.Environment)
        {
            GLib.g_setenv(name, value, 1);
        }

        // The runtime owns SIGSEGV; GStreamer's trap while it loads plug-ins must not take it away.
        Gst.gst_segtrap_set_enabled(0);
        GError* error = null;
        if (Gst.gst_init_check(0, 0, &error) == 0)
        {
            var reason = error is null ? "unknown error" : Marshal.PtrToStringUTF8((nint)error->Message);
            throw new CallException(
                CallErrorCode.EngineUnavailable, $"GStreamer did not start: {reason}. Install with: {EngineRequirements.InstallCommand}");
        }

        EngineRequirements.RequireElements(HasElement);
        Gst.gst_version(out var major, out var minor, out var micro, out _);
        return new EngineRuntime($"GStreamer {major}.{minor}.{micro}", Gst.gst_system_clock_obtain());
    }
}
