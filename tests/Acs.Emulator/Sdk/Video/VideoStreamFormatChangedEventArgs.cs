using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[D] Another of the offered formats is asked for.</summary>
[EmulatorDefined("members [M]")]
public sealed class VideoStreamFormatChangedEventArgs
{
    internal VideoStreamFormatChangedEventArgs(VideoStreamFormat format) =>
        Format = format;

    public VideoStreamFormat Format { get; }
}
