using System.Reflection;
using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

/// <summary>Finds GLib's and GStreamer's libraries under the names that each platform gives them.</summary>
internal static class NativeLibraries
{
    internal const string GLib = "glib-2.0";
    internal const string GObject = "gobject-2.0";
    internal const string Core = "gstreamer-1.0";
    internal const string App = "gstapp-1.0";
    internal const string Video = "gstvideo-1.0";
    internal const string Sdp = "gstsdp-1.0";
    internal const string WebRtc = "gstwebrtc-1.0";

    private static int _installed;

    /// <summary>Every library the engine calls, with the Debian package that holds it.</summary>
    internal static IReadOnlyList<(string Library, string Package)> All { get; } =
    [
        (GLib, "libglib2.0-0"), (GObject, "libglib2.0-0"), (Core, "libgstreamer1.0-0"),
        (App, "gstreamer1.0-plugins-base"), (Video, "gstreamer1.0-plugins-base"), (Sdp, "gstreamer1.0-plugins-base"),
        (WebRtc, "gstreamer1.0-plugins-bad"),
    ];

    /// <summary>Routes this assembly's imports through <see cref="TryLoad"/>; once per process.</summary>
    internal static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
        }
    }

    /// <summary>Loads a library by its short name.</summary>
    /// <param name="name">One of the constants.</param>
    /// <param name="handle">The library.</param>
    internal static bool TryLoad(string name, out nint handle)
    {
        foreach (var candidate in Candidates(name))
        {
            if (NativeLibrary.TryLoad(candidate, out handle))
            {
                return true;
            }
        }

        handle = 0;
        return false;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
        => TryLoad(name, out var handle) ? handle : 0;

    private static string[] Candidates(string name)
        => OperatingSystem.IsWindows() ? [$"{name}-0.dll", $"lib{name}-0.dll"]
            : OperatingSystem.IsMacOS()
                ? [$"lib{name}.0.dylib", $"/opt/homebrew/lib/lib{name}.0.dylib",
                    $"/Library/Frameworks/GStreamer.framework/Versions/1.0/lib/lib{name}.0.dylib"]
                : [$"lib{name}.so.0"];
}
