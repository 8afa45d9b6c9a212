namespace Calling.Providers.WebRtc.GStreamer.Engine;

/// <summary>Knows what the engine cannot do without, which Debian package holds it, and how to ask for it.</summary>
internal static class EngineRequirements
{
    private const string Base = "gstreamer1.0-plugins-base";
    private const string Good = "gstreamer1.0-plugins-good";
    private const string Bad = "gstreamer1.0-plugins-bad";
    private const string Nice = "gstreamer1.0-nice";

    internal const string InstallCommand = $"apt-get install --no-install-recommends {Base} {Good} {Bad} {Nice}";

    private static readonly (string Package, string[] Elements)[] Elements =
    [
        ("libgstreamer1.0-0", ["queue", "valve", "tee", "capsfilter", "filesrc"]),
        (Base, ["appsrc", "appsink", "videoconvert", "videotestsrc", "audioconvert", "audioresample", "audiotestsrc", "opusenc", "opusdec", "decodebin"]),
        (Good, ["vp8enc", "vp8dec", "rtpbin", "rtpvp8pay", "rtpvp8depay", "rtpopuspay", "rtpopusdepay"]),
        (Bad, ["webrtcbin", "dtlssrtpenc", "dtlssrtpdec", "srtpenc", "srtpdec"]),
        (Nice, ["nicesrc", "nicesink"]),
    ];

    /// <summary>Every element that a call may use.</summary>
    internal static IEnumerable<string> AllElements => Elements.SelectMany(package => package.Elements);

    /// <summary>Fails when a library cannot be loaded.</summary>
    /// <param name="libraries">Library and package.</param>
    /// <param name="loads">Whether a library is there.</param>
    internal static void RequireLibraries(IEnumerable<(string Library, string Package)> libraries, Func<string, bool> loads)
    {
        foreach (var (library, package) in libraries)
        {
            if (!loads(library))
            {
                throw Missing($"library lib{library}", package);
            }
        }
    }

    /// <summary>Fails when an element is not registered.</summary>
    /// <param name="exists">Whether an element is there.</param>
    internal static void RequireElements(Func<string, bool> exists)
    {
        foreach (var (package, elements) in Elements)
        {
            foreach (var element in elements)
            {
                if (!exists(element))
                {
                    throw Missing($"element {element}", package);
                }
            }
        }
    }

    private static CallException Missing(string what, string package)
        => new(CallErrorCode.EngineUnavailable, $"GStreamer's {what} is missing. Debian package: {package}. Install with: {InstallCommand}");
}
