namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>Which element opens a device by its id, on each platform.</summary>
internal static class Devices
{
    internal static (string Element, string Property) Camera
        => OperatingSystem.IsWindows() ? ("mfvideosrc", "device-path")
            : OperatingSystem.IsMacOS() ? ("avfvideosrc", "device-index")
            : ("v4l2src", "device");

    /// <summary>On Linux, ids with ALSA's colon (<c>hw:0</c>) go to ALSA, all others are PulseAudio's source names.</summary>
    internal static (string Element, string Property) Microphone(string id)
        => OperatingSystem.IsWindows() ? ("wasapi2src", "device")
            : OperatingSystem.IsMacOS() ? ("osxaudiosrc", "unique-id")
            : id.Contains(':', StringComparison.Ordinal) ? ("alsasrc", "device") : ("pulsesrc", "device");
}
