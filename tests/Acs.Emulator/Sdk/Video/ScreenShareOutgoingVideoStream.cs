using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Frames of a screen.</summary>
public sealed class ScreenShareOutgoingVideoStream : RawOutgoingVideoStream
{
    public ScreenShareOutgoingVideoStream(RawOutgoingVideoStreamOptions options)
        : base(options)
    {
    }

    public override VideoStreamKind Kind => VideoStreamKind.ScreenShareOutgoing;

    [EmulatorDefined("[M]")]
    public override VideoStreamSourceKind SourceKind => VideoStreamSourceKind.ScreenSharing;
}
