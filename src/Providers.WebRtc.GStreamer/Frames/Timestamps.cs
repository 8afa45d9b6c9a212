using Calling.Providers.WebRtc.GStreamer.Interop;

namespace Calling.Providers.WebRtc.GStreamer.Frames;

internal static class Timestamps
{
    /// <summary>Nanoseconds as a TimeSpan; an unknown time is zero.</summary>
    internal static TimeSpan ToTimeSpan(ulong nanoseconds)
        => nanoseconds == Gst.NoTime ? TimeSpan.Zero : TimeSpan.FromTicks((long)(nanoseconds / 100));
}
