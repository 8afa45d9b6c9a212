using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>Frame [C], VideoStreamId [M].</summary>
[EmulatorDefined("VideoStreamId [M]")]
public sealed class RawVideoFrameReceivedEventArgs
{
    internal RawVideoFrameReceivedEventArgs(RawVideoFrame frame, int videoStreamId) =>
        (Frame, VideoStreamId) = (frame, videoStreamId);

    public RawVideoFrame Frame { get; }

    public int VideoStreamId { get; }
}
