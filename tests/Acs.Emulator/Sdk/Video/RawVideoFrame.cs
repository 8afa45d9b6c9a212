using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C]; its time stamp [U,M].</summary>
public abstract class RawVideoFrame : IDisposable
{
    private protected RawVideoFrame()
    {
    }

    public abstract RawVideoFrameKind Kind { get; }

    public VideoStreamFormat? StreamFormat { get; set; }

    [EmulatorDefined("[U,M]")]
    public long TimestampInTicks { get; set; }

    public abstract void Dispose();
}
