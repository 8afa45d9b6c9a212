namespace Calling.Providers.WebRtc.GStreamer;

/// <summary>Settings of the GStreamer engine. Bindable from configuration; read when the factory is made.</summary>
public sealed class GStreamerOptions
{
    /// <summary>How long received packets wait for stragglers, in milliseconds, 0 to 2,000. More forgives worse networks, and delays.</summary>
    public int JitterBufferMilliseconds { get; set; } = 50;

    /// <summary>Target bit rate of each video track, in bits a second, 50,000 to 20,000,000.</summary>
    public int VideoBitsPerSecond { get; set; } = 800_000;

    /// <summary>Target bit rate of each audio track, in bits a second, 6,000 to 256,000.</summary>
    public int AudioBitsPerSecond { get; set; } = 32_000;

    /// <summary>Most frames between two key frames that nobody asked for, 1 to 10,000.</summary>
    public int KeyFrameInterval { get; set; } = 300;

    /// <summary>
    /// Environment variables for GStreamer itself, such as <c>GST_DEBUG</c> or <c>GST_PLUGIN_PATH</c>. They reach native code only
    /// if set before the first factory of the process is used.
    /// </summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal void Validate()
    {
        Require(JitterBufferMilliseconds, 0, 2_000, nameof(JitterBufferMilliseconds));
        Require(VideoBitsPerSecond, 50_000, 20_000_000, nameof(VideoBitsPerSecond));
        Require(AudioBitsPerSecond, 6_000, 256_000, nameof(AudioBitsPerSecond));
        Require(KeyFrameInterval, 1, 10_000, nameof(KeyFrameInterval));
    }

    private static void Require(int value, int min, int max, string name)
    {
        if (value < min || value > max)
        {
            throw new CallException(CallErrorCode.InvalidArgument, $"GStreamerOptions.{name} is {value}; it must be {min} to {max}.");
        }
    }
}
