using Windows.Foundation;

namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A frame in memory: one buffer a plane. The app, or the handler, disposes it.</summary>
public sealed class RawVideoFrameBuffer : RawVideoFrame
{
    public override RawVideoFrameKind Kind => RawVideoFrameKind.Buffer;

    public IReadOnlyList<MemoryBuffer> Buffers { get; set; } = [];

    public override void Dispose()
    {
        foreach (var buffer in Buffers)
        {
            buffer.Dispose();
        }
    }
}
