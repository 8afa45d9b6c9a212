using System.Globalization;
using Calling.Media;

namespace Calling.Providers.WebRtc.GStreamer.Capture;

/// <summary>The capture pipeline of a source, as text; ids and paths are set as properties, so that nothing needs quoting.</summary>
/// <param name="Launch">The pipeline.</param>
/// <param name="Property">A literal property of the element <c>source</c>, or null.</param>
/// <param name="Value">Its value.</param>
/// <param name="FakeElement">What autodetection puts in place of a device it did not find.</param>
internal sealed record CaptureDescription(string Launch, string? Property = null, string? Value = null, string? FakeElement = null)
{
    internal const string Source = "source";
    internal const string Application = "application";
    internal const string Valve = "valve";
    internal const string Encoded = "encoded";
    internal const string Preview = "preview";
    internal const string Monitor = "monitor";

    /// <summary>Names the threads that encode pictures, so that what they cost can be told apart.</summary>
    internal const string ToEncoder = "to-encoder";

    // In percent of a frame's share of the bit rate. It bounds how long a key frame keeps a line of that rate busy: 400 at 15 pictures a
    // second is a quarter of a second. Without the bound nothing was lost on loopback; this is about thin lines only.
    private const int MaxIntraPercent = 400;

    // Nothing may wait for a slow consumer: late pictures are worth nothing.
    private const string VideoQueue = "queue leaky=downstream max-size-buffers=2 max-size-bytes=0 max-size-time=0";
    private const string AudioQueue = "queue leaky=downstream max-size-buffers=0 max-size-bytes=0 max-size-time=200000000";
    private const string Gate = $"valve name={Valve} drop=true drop-mode=forward-sticky-events";
    private const string Sink = "sync=false async=false emit-signals=false enable-last-sample=false";

    /// <summary>Describes a track of pictures.</summary>
    internal static CaptureDescription Of(VideoSource source, GStreamerOptions options)
    {
        var tail = string.Create(
            CultureInfo.InvariantCulture,
            $" ! videoconvert ! video/x-raw,format=I420 ! tee name=split split. ! {VideoQueue} name={ToEncoder} ! {Gate}"
            + $" ! vp8enc deadline=1 cpu-used=8 threads=2 lag-in-frames=0 end-usage=cbr target-bitrate={options.VideoBitsPerSecond}"
            + $" keyframe-max-dist={options.KeyFrameInterval} max-intra-bitrate={MaxIntraPercent} error-resilient=partitions buffer-initial-size=300 buffer-optimal-size=500"
            + $" buffer-size=800 ! appsink name={Encoded} {Sink} split. ! {VideoQueue}"
            + $" ! appsink name={Preview} {Sink} max-buffers=1 drop=true");
        return source switch
        {
            VideoSource.Camera { DeviceId: null } =>
                new($"autovideosrc name={Source} ! video/x-raw,width=[16,1280],height=[16,720]{tail}", FakeElement: "fake-auto-video-src"),
            VideoSource.Camera camera => Device(Devices.Camera, camera.DeviceId!, " ! video/x-raw,width=[16,1280],height=[16,720]" + tail),
            VideoSource.MediaFile file => File(file.Path, tail),
            VideoSource.TestPattern pattern => new(Pattern(pattern) + tail),
            _ => new($"appsrc name={Application} is-live=true format=time do-timestamp=true max-buffers=2 leaky-type=downstream{tail}"),
        };
    }

    /// <summary>Describes a track of sound.</summary>
    /// <param name="source">What is captured.</param>
    /// <param name="options">How it is encoded.</param>
    /// <param name="monitored">Whether somebody listens before the encoder.</param>
    internal static CaptureDescription Of(AudioSource source, GStreamerOptions options, bool monitored)
    {
        var (split, branch) = monitored ? (" ! tee name=split split.", $" split. ! {AudioQueue} ! appsink name={Monitor} {Sink}") : ("", "");
        var tail = string.Create(
            CultureInfo.InvariantCulture,
            $" ! audioconvert ! audioresample ! audio/x-raw,format=S16LE,rate=48000,channels=[1,2]{split} ! {AudioQueue} ! {Gate}"
            + $" ! opusenc bitrate={options.AudioBitsPerSecond} frame-size=20 inband-fec=true packet-loss-percentage=5"
            + $" ! appsink name={Encoded} {Sink}{branch}");
        return source switch
        {
            AudioSource.Microphone { DeviceId: null } => new($"autoaudiosrc name={Source}{tail}", FakeElement: "fake-auto-audio-src"),
            AudioSource.Microphone microphone => Device(Devices.Microphone(microphone.DeviceId!), microphone.DeviceId!, tail),
            AudioSource.MediaFile file => File(file.Path, tail),
            AudioSource.Tone tone => new(string.Create(
                CultureInfo.InvariantCulture,
                $"audiotestsrc is-live=true wave=sine freq={tone.Frequency} volume={tone.Level} samplesperbuffer=480"
                + $" ! audio/x-raw,rate=48000,channels=1{tail}")),
            _ => new($"appsrc name={Application} is-live=true format=time max-time=500000000 max-bytes=0 max-buffers=0 leaky-type=downstream{tail}"),
        };
    }

    private static CaptureDescription Device((string Element, string Property) device, string id, string tail)
        => new($"{device.Element} name={Source}{tail}", device.Property, id);

    // Files are read at their own pace; everything else is live already.
    private static CaptureDescription File(string path, string tail)
        => new($"filesrc name={Source} ! decodebin ! identity sync=true{tail}", "location", path);

    private static string Pattern(VideoSource.TestPattern pattern)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"videotestsrc name={Source} is-live=true pattern=smpte horizontal-speed=4"
            + $" ! video/x-raw,format=I420,width={pattern.Width},height={pattern.Height},framerate={pattern.FramesPerSecond}/1");
}
